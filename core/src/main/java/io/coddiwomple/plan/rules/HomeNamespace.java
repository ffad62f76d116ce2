package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Egress;
import io.coddiwomple.resource.Fields;
import java.util.Set;

/** The Namespace in which generated objects live. */
final class HomeNamespace implements ClusterRule {
    private static final Set<String> PREDEFINED = Set.of("default", "kube-system", "kube-public");

    /** What somebody else installs things into is somebody else's, and must not go when our objects go. */
    private static boolean isTaken(ClusterView view) {
        String home = view.conventions().namespace();
        Egress egress = view.cluster().egress();
        return PREDEFINED.contains(home)
                || home.equals(view.cluster().istioNamespace())
                || view.cluster().gateways().stream()
                        .anyMatch(gateway -> gateway.namespace().equals(home))
                || (egress != null && egress.service().namespace().equals(home));
    }

    @Override
    public void plan(ClusterView view, Output output) {
        if (view.hasObjects() && !isTaken(view)) {
            Conventions conventions = view.conventions();
            output.add(
                    "namespace",
                    "holds the objects that cw generates",
                    conventions.object("v1", "Namespace", "", conventions.namespace(), "", Fields.EMPTY));
        }
    }
}

package io.coddiwomple.plan.rules;

import io.coddiwomple.resource.Fields;

/** The Namespace in which generated objects live. */
final class HomeNamespace implements ClusterRule {
    @Override
    public void plan(ClusterView view, Output output) {
        if (view.hasObjects()) {
            Conventions conventions = view.conventions();
            output.add(
                    "namespace",
                    "holds the objects that cw generates",
                    conventions.object("v1", "Namespace", "", conventions.namespace(), "", Fields.EMPTY));
        }
    }
}

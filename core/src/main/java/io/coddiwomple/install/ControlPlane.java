package io.coddiwomple.install;

import io.coddiwomple.resource.Value;
import java.util.Optional;

/** The {@code IstioControlPlane} that istioctl of 1.4 takes; it hands what it does not know to the charts of 1.4. */
final class ControlPlane {
    private ControlPlane() {}

    /** The file; empty when the cluster has gateways that this kind cannot say. */
    static Optional<InstallFile> file(Needs needs) {
        if (!canSay(needs)) {
            return Optional.empty();
        }
        Settings settings = Settings.object(needs, "install.istio.io/v1alpha2", "IstioControlPlane");
        String namespace = needs.cluster().istioNamespace();
        if (!namespace.equals(Heading.USUAL_NAMESPACE)) {
            settings.put(ControlPlaneSetting.NAMESPACE, Value.of(namespace), Notes.NAMESPACE);
        }
        settings.put(ControlPlaneSetting.COREDNS, Value.of(needs.hasChartsSuffix()), Notes.coreDns(needs));
        if (needs.cluster().egress() != null) {
            settings.put(ControlPlaneSetting.EGRESS, Value.of(true), Notes.EGRESS);
        }
        Settings values = settings.below("spec", "values");
        OldChart.put(needs, values);
        needs.gateways().forEach(pods -> OldChart.putGateway(needs, pods, values));
        String name = Heading.name(needs, "istiocontrolplane");
        return Optional.of(new InstallFile(
                name,
                Installer.ISTIOCTL,
                Heading.mesh(
                        needs,
                        name,
                        new Heading.Command(
                                "Then install it with istioctl of " + needs.version() + ":",
                                "istioctl manifest apply -f " + name),
                        Heading.instead(
                                "Instead, the release's Helm chart can install it, from what this prints:",
                                needs,
                                Installer.HELM)),
                settings.build()));
    }

    /** Whether this kind, which knows one gateway of each sort, can say what the cluster needs. */
    static boolean canSay(Needs needs) {
        String namespace = needs.cluster().istioNamespace();
        return needs.gateways().stream()
                .allMatch(pods -> pods.isStock() && pods.namespace().equals(namespace));
    }
}

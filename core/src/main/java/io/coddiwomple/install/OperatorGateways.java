package io.coddiwomple.install;

import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Noted;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateways of an {@code IstioOperator}. Up to 1.23 a file's gateways join those of the profile and of files before it,
 * by name; from 1.24 on its list replaces theirs (istio@1.23.0 operator/pkg/util/merge_iop.go; 1.24.0
 * operator/pkg/values/map.go MergeFrom), and istioctl removes what is gone from the list.
 */
final class OperatorGateways {
    /** The first minor where a list replaces another. */
    private static final int LISTS_REPLACE = 24;

    private OperatorGateways() {}

    /** Those that are said where the mesh is: all, or those of the profile where others would push them out. */
    static List<Noted> of(Needs needs, boolean egress) {
        return trees(
                needs,
                needs.gateways().stream()
                        .filter(pods -> pods.isEgress() == egress && !isApart(needs, pods))
                        .toList());
    }

    /**
     * A file with the other gateways, an installation of its own as Istio's sample makes it
     * (istio@1.24.0 samples/multicluster/gen-eastwest-gateway.sh); empty when there is none.
     */
    static Optional<InstallFile> ownFile(Needs needs) {
        List<GatewayPods> apart =
                needs.gateways().stream().filter(pods -> isApart(needs, pods)).toList();
        if (apart.isEmpty()) {
            return Optional.empty();
        }
        String name = Heading.name(needs, "istiooperator-gateways");
        var heading = new ArrayList<String>();
        heading.add(name + ": the gateways of cluster " + needs.cluster().name() + " for federation "
                + needs.federation().name() + ", as an installation of their own beside that of the mesh. From Istio 1."
                + LISTS_REPLACE + " on a list of gateways replaces that of the profile and of other files, and istioctl"
                + " removes from the cluster what is not in it.");
        heading.add("It also removes these, when a file without metadata.name is installed again by itself: install"
                + " yours"
                + " together with " + Heading.name(needs, "istiooperator") + ", which has a name.");
        heading.addAll(new Heading.Command(
                        "Install it after the mesh, with istioctl of " + needs.version() + ":",
                        "istioctl install -f " + name)
                .lines());
        return Optional.of(new InstallFile(name, Installer.ISTIOCTL, heading, installation(needs, apart)));
    }

    private static Noted installation(Needs needs, List<GatewayPods> apart) {
        Settings settings = Settings.object(needs, "install.istio.io/v1alpha1", "IstioOperator");
        settings.put(OperatorSetting.NAME, Value.of("coddiwomple"), Notes.OWN_INSTALLATION);
        settings.put(OperatorSetting.NAMESPACE, Value.of(needs.cluster().istioNamespace()), Notes.NAMESPACE);
        settings.put(OperatorSetting.PROFILE, Value.of("empty"), Notes.EMPTY_PROFILE);
        List<GatewayPods> egress = apart.stream().filter(GatewayPods::isEgress).toList();
        List<GatewayPods> ingress =
                apart.stream().filter(pods -> !pods.isEgress()).toList();
        settings.put(OperatorSetting.INGRESS, trees(needs, ingress), "");
        settings.put(OperatorSetting.EGRESS, trees(needs, egress), "");
        if (!needs.cluster().istioNamespace().equals(Heading.USUAL_NAMESPACE)) {
            settings.put(
                    OperatorSetting.ISTIO_NAMESPACE, Value.of(needs.cluster().istioNamespace()), Notes.NAMESPACE);
        }
        if (!ingress.isEmpty()) {
            settings.put(OperatorSetting.INGRESS_INJECTION, Value.of("gateway"), Notes.INJECTION);
        }
        if (!egress.isEmpty()) {
            settings.put(OperatorSetting.EGRESS_INJECTION, Value.of("gateway"), Notes.INJECTION);
        }
        return settings.build();
    }

    private static boolean isApart(Needs needs, GatewayPods pods) {
        boolean inProfile =
                pods.hasStockName() && pods.namespace().equals(needs.cluster().istioNamespace());
        return listsReplace(needs) && !inProfile;
    }

    /** Whether a file's list of gateways replaces that of the profile and of the files before it. */
    static boolean listsReplace(Needs needs) {
        return needs.version().atLeast(LISTS_REPLACE);
    }

    private static List<Noted> trees(Needs needs, List<GatewayPods> gateways) {
        return gateways.stream().map(pods -> gateway(needs, pods)).toList();
    }

    private static Noted gateway(Needs needs, GatewayPods pods) {
        Settings settings = Settings.of(needs);
        settings.put(OperatorSetting.GATEWAY_NAME, Value.of(pods.name()), Notes.purpose(pods));
        settings.put(OperatorSetting.GATEWAY_ENABLED, Value.of(true), "");
        if (!pods.namespace().equals(needs.cluster().istioNamespace())) {
            settings.put(OperatorSetting.GATEWAY_NAMESPACE, Value.of(pods.namespace()), Notes.GATEWAY_NAMESPACE);
        }
        if (!pods.isStock()) {
            settings.put(OperatorSetting.GATEWAY_LABEL, Fields.texts(pods.labels()), Notes.labels(pods));
        }
        settings.put(OperatorSetting.GATEWAY_ENV, env(needs, pods), "");
        List<ServicePort> stock = pods.hasStockName()
                ? StockPorts.ofProfile(pods, needs.version())
                : List.of(ServicePort.of("status-port", statusPort(needs), statusPort(needs)));
        settings.put(
                OperatorSetting.GATEWAY_PORTS,
                Value.of(OldChart.trees(StockPorts.with(stock, StockPorts.inProfile(pods.ports(), needs.version())))),
                Notes.ports(pods, pods.hasStockName())
                        + (pods.hasStockName() && listsReplace(needs) ? Notes.LIST_REPLACES : ""));
        return settings.build();
    }

    private static int statusPort(Needs needs) {
        return needs.version().atLeast(6) ? 15021 : 15020;
    }

    private static List<Noted> env(Needs needs, GatewayPods pods) {
        var env = new ArrayList<Noted>();
        if (!Feature.ROUTER_MODE_DETECTED.in(needs.version())) {
            env.add(noted(variable("ISTIO_META_ROUTER_MODE", "sni-dnat"), Notes.ROUTER_MODE));
        }
        if (pods.isEgress() && needs.viewsNetwork()) {
            env.add(noted(variable("ISTIO_META_REQUESTED_NETWORK_VIEW", "external"), Notes.NETWORK_VIEW));
        }
        return env;
    }

    private static Fields variable(String name, String value) {
        return Fields.builder().put("name", name).put("value", value).build();
    }

    /** A variable whose note stands above it. */
    private static Noted noted(Fields variable, String note) {
        Noted.Builder noted = Noted.builder();
        String rest = note;
        for (Fields.Field field : variable.fields()) {
            noted.put(List.of(field.name()), new Noted.Plain(field.value()), rest);
            rest = "";
        }
        return noted.build();
    }
}

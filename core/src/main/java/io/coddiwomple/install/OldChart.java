package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Values for the chart {@code istio} of 1.1 to 1.5, after Istio's own example of meshes joined by gateways. */
final class OldChart {
    private static final ServicePort STATUS = ServicePort.of("status-port", 15020, 15020);

    private OldChart() {}

    static InstallFile file(Needs needs) {
        Settings settings = Settings.of(needs);
        put(needs, settings);
        settings.put(OldChartSetting.COREDNS, Value.of(needs.hasChartsSuffix()), Notes.coreDns(needs));
        for (GatewayPods pods : needs.gateways()) {
            settings.put(
                    OldChartSetting.GATEWAY_ENABLED,
                    pods.name(),
                    Value.of(true),
                    Notes.purpose(pods) + stockPorts(pods));
            putGateway(needs, pods, settings);
        }
        String name = Heading.name(needs, "istio-values");
        String when = switch (needs.version().minor()) {
            case 4 -> ControlPlane.canSay(needs) ? "Instead, istioctl can install it, from what this prints:" : "";
            case 5 ->
                "Better let istioctl install it, which runs one istiod in place of this chart's separate Pilot,"
                        + " Citadel and others, from what this prints:";
            default -> "";
        };
        Heading.Command instead = when.isEmpty() ? null : Heading.instead(when, needs, Installer.ISTIOCTL);
        String namespace = needs.cluster().istioNamespace();
        var install = new Heading.Command(
                "Then, in the folder of the release and with Helm 2, the chart istio-init and what it starts, and istio"
                        + " with this file:",
                List.of(
                        "helm install install/kubernetes/helm/istio-init --name istio-init --namespace " + namespace,
                        "kubectl -n " + namespace + " wait --for=condition=complete job --all",
                        "helm install install/kubernetes/helm/istio --name istio --namespace " + namespace + " -f "
                                + name));
        return new InstallFile(name, Installer.HELM, Heading.mesh(needs, name, install, instead), settings.build());
    }

    /** What the charts read, whoever hands it to them; without CoreDNS and gateways. */
    static void put(Needs needs, Settings settings) {
        Cluster cluster = needs.cluster();
        settings.put(
                OldChartSetting.DNS_SEARCH,
                Value.texts(searches(needs.version(), needs.suffix())),
                Notes.dnsSearch(needs));
        settings.put(OldChartSetting.MULTICLUSTER, Value.of(needs.rewritesOnly()), Notes.multicluster(needs));
        settings.put(OldChartSetting.CONTROL_PLANE_SECURITY, Value.of(true), Notes.CONTROL_PLANE_SECURITY);
        settings.put(OldChartSetting.TRUST_DOMAIN, Value.of(cluster.trustDomain()), Notes.trustDomain(needs));
        SortedSet<String> aliases = cluster.trustDomainAliases();
        if (OldChartSetting.TRUST_DOMAIN_ALIASES.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(OldChartSetting.TRUST_DOMAIN_ALIASES, Value.texts(aliases), Notes.aliases(needs, false));
        }
        if (!cluster.clusterDomain().equals("cluster.local")) {
            settings.put(OldChartSetting.CLUSTER_DOMAIN, Value.of(cluster.clusterDomain()), Notes.CLUSTER_DOMAIN);
        }
        settings.put(OldChartSetting.SELF_SIGNED, Value.of(false), Notes.SELF_SIGNED);
        if (OldChartSetting.LOCALITY.in(needs.version())) {
            settings.put(OldChartSetting.LOCALITY, Value.of("true"), Notes.LOCALITY);
        }
        if (OldChartSetting.ANY_TRUST_DOMAIN.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(OldChartSetting.ANY_TRUST_DOMAIN, Value.of("true"), Notes.ANY_TRUST_DOMAIN);
        }
    }

    /** What the gateways' chart reads for one of them, beside whether it is there. */
    static void putGateway(Needs needs, GatewayPods pods, Settings settings) {
        String name = pods.name();
        if (!pods.namespace().equals(needs.cluster().istioNamespace())) {
            settings.put(OldChartSetting.GATEWAY_NAMESPACE, name, Value.of(pods.namespace()), Notes.GATEWAY_NAMESPACE);
        }
        if (!pods.isStock()) {
            settings.put(OldChartSetting.GATEWAY_LABELS, name, Fields.texts(pods.labels()), Notes.labels(pods));
        }
        if (!pods.hasStockName()) {
            settings.put(
                    OldChartSetting.GATEWAY_TYPE,
                    name,
                    Value.of(pods.isEgress() ? "ClusterIP" : "LoadBalancer"),
                    pods.isEgress() ? Notes.EGRESS_TYPE : Notes.INGRESS_TYPE);
        }
        if (!hasStockPorts(pods)) {
            List<ServicePort> stock = pods.hasStockName() ? StockPorts.ofChart(pods) : List.of(STATUS);
            settings.put(
                    OldChartSetting.GATEWAY_PORTS,
                    name,
                    Value.of(trees(StockPorts.with(stock, pods.ports()))),
                    Notes.ports(pods, pods.hasStockName()));
        }
        settings.put(OldChartSetting.ROUTER_MODE, name, Value.of("sni-dnat"), Notes.ROUTER_MODE);
        if (pods.isEgress() && needs.viewsNetwork()) {
            settings.put(OldChartSetting.NETWORK_VIEW, name, Value.of("external"), Notes.NETWORK_VIEW);
        }
        if (pods.hasCertificate()) {
            settings.put(OldChartSetting.GATEWAY_CREDENTIALS, name, Value.of(true), Notes.CREDENTIALS);
            if (!pods.hasStockName()) {
                settings.put(
                        OldChartSetting.GATEWAY_CREDENTIALS_IMAGE,
                        name,
                        Value.of("node-agent-k8s"),
                        Notes.CREDENTIALS_IMAGE);
            }
        }
    }

    private static boolean hasStockPorts(GatewayPods pods) {
        if (!pods.hasStockName()) {
            return false;
        }
        List<ServicePort> stock = StockPorts.ofChart(pods);
        return StockPorts.with(stock, pods.ports()).equals(stock);
    }

    private static String stockPorts(GatewayPods pods) {
        return hasStockPorts(pods) ? " The chart opens port 15443 by itself." : "";
    }

    /** Search domains; the pod's namespace is filled in by the injector, whose templates changed with 1.4. */
    static List<String> searches(IstioVersion version, String suffix) {
        String namespace = "valueOrDefault .DeploymentMeta.Namespace \"default\"";
        String filled = version.atLeast(4) ? "{{ " + namespace + " }}" : "[[ " + namespace + " ]]";
        return List.of(suffix, filled + "." + suffix);
    }

    static List<Value> trees(List<ServicePort> ports) {
        var trees = new ArrayList<Value>();
        ports.forEach(port -> trees.add(port.tree()));
        return trees;
    }
}

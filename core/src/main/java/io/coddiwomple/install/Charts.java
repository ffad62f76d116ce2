package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Values for the charts {@code istiod} and {@code gateway}, one file for each release of them. */
final class Charts {
    /** The first minor with the chart {@code gateway}; charts before it were experiments. */
    static final int SINCE = 12;

    private static final ServicePort STATUS = ServicePort.of("status-port", 15021, 15021);

    private Charts() {}

    static List<InstallFile> files(Needs needs) {
        var files = new ArrayList<InstallFile>();
        files.add(istiod(needs));
        needs.gateways().forEach(pods -> files.add(gateway(needs, pods)));
        return files;
    }

    private static InstallFile istiod(Needs needs) {
        Cluster cluster = needs.cluster();
        Settings settings = Settings.of(needs);
        settings.put(ChartSetting.ISTIOD_TRUST_DOMAIN, Value.of(cluster.trustDomain()), Notes.trustDomain(needs));
        SortedSet<String> aliases = cluster.trustDomainAliases();
        if (!aliases.isEmpty()) {
            settings.put(ChartSetting.ISTIOD_TRUST_DOMAIN_ALIASES, Value.texts(aliases), Notes.aliases(needs, true));
        }
        settings.put(ChartSetting.ISTIOD_DNS_CAPTURE, Value.of("true"), Notes.DNS_CAPTURE);
        if (!cluster.istioNamespace().equals(Heading.USUAL_NAMESPACE)) {
            settings.put(ChartSetting.ISTIOD_ISTIO_NAMESPACE, Value.of(cluster.istioNamespace()), Notes.NAMESPACE);
        }
        if (!cluster.clusterDomain().equals("cluster.local")) {
            settings.put(ChartSetting.ISTIOD_CLUSTER_DOMAIN, Value.of(cluster.clusterDomain()), Notes.CLUSTER_DOMAIN);
        }
        String name = Heading.name(needs, "istiod-values");
        return new InstallFile(
                name,
                Installer.HELM,
                Heading.mesh(
                        needs,
                        name,
                        new Heading.Command(
                                "Then the chart base, and istiod with this file:",
                                List.of(
                                        base(needs),
                                        "helm upgrade --install istiod istio/istiod " + Heading.chartVersion(needs)
                                                + " -n " + cluster.istioNamespace() + " -f " + name)),
                        Heading.instead(
                                "Instead, istioctl can install it, with the gateways, from what this prints:",
                                needs,
                                Installer.ISTIOCTL)),
                settings.build());
    }

    /** What installs the chart {@code base}, which keeps accounts in the namespace of its value, not of its release. */
    private static String base(Needs needs) {
        String namespace = needs.cluster().istioNamespace();
        return "helm upgrade --install istio-base istio/base " + Heading.chartVersion(needs) + " -n " + namespace
                + (namespace.equals(Heading.USUAL_NAMESPACE) ? "" : " --set global.istioNamespace=" + namespace);
    }

    private static InstallFile gateway(Needs needs, GatewayPods pods) {
        Settings settings = Settings.of(needs);
        // Istio's own may serve others as well.
        List<ServicePort> stock = pods.hasStockName() ? StockPorts.ofGatewayChart() : List.of(STATUS);
        settings.put(ChartSetting.GATEWAY_LABELS, Fields.texts(pods.labels()), Notes.labels(pods));
        if (pods.isEgress()) {
            settings.put(ChartSetting.GATEWAY_TYPE, Value.of("ClusterIP"), Notes.EGRESS_TYPE);
        }
        settings.put(
                ChartSetting.GATEWAY_PORTS,
                Value.of(OldChart.trees(StockPorts.with(stock, pods.ports()))),
                Notes.ports(pods, pods.hasStockName()));
        boolean elsewhere = !pods.namespace().equals(needs.cluster().istioNamespace());
        String name = Heading.name(needs, (elsewhere ? pods.namespace() + "." : "") + pods.name() + "-values");
        String chart = "helm upgrade --install " + pods.name() + " istio/gateway " + Heading.chartVersion(needs)
                + " -n " + pods.namespace()
                + (elsewhere ? " --create-namespace" : "") + " -f " + name;
        var heading = new ArrayList<String>();
        heading.add(name + ": a gateway of cluster " + needs.cluster().name() + ". " + Notes.purpose(pods));
        heading.addAll(new Heading.Command("Install it after the chart istiod:", chart).lines());
        heading.add(
                "The chart's networkGateway is left alone: it would open istiod's own ports to other clusters and make"
                        + " the gateway one of a mesh with several networks, which this is not.");
        return new InstallFile(name, Installer.HELM, heading, settings.build());
    }
}

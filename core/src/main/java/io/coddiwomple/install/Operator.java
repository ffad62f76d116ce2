package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Noted;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The {@code IstioOperator} that istioctl takes from 1.5 on: what is to differ from its default profile. */
final class Operator {
    private Operator() {}

    static InstallFile file(Needs needs) {
        Cluster cluster = needs.cluster();
        Settings settings = Settings.object(needs, "install.istio.io/v1alpha1", "IstioOperator");
        settings.put(Setting.OPERATOR_NAMESPACE, Value.of(cluster.istioNamespace()), Notes.NAMESPACE);
        putMesh(needs, settings);
        if (Setting.OPERATOR_COREDNS.in(needs.version())) {
            settings.put(Setting.OPERATOR_COREDNS, Value.of(needs.hasChartsSuffix()), Notes.coreDns(needs));
        }
        SortedSet<String> aliases = cluster.trustDomainAliases();
        if (Setting.OPERATOR_PILOT_ENV.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(
                    Setting.OPERATOR_PILOT_ENV,
                    Value.of(List.of(variable("PILOT_SKIP_VALIDATE_TRUST_DOMAIN", "true"))),
                    Notes.ANY_TRUST_DOMAIN);
        }
        settings.put(Setting.OPERATOR_INGRESS, gateways(needs, false), "");
        settings.put(Setting.OPERATOR_EGRESS, gateways(needs, true), "");
        putValues(needs, settings);
        String name = Heading.name(needs, "istiooperator");
        String verb = needs.version().atLeast(6) ? "istioctl install" : "istioctl manifest apply";
        return new InstallFile(
                name,
                Installer.ISTIOCTL,
                Heading.mesh(
                        needs,
                        name,
                        new Heading.Command(
                                "Install it; files of your own go before it, each with its -f:", verb + " -f " + name),
                        instead(needs)),
                settings.build());
    }

    private static String instead(Needs needs) {
        boolean charts = needs.version().atLeast(Charts.SINCE);
        if (!charts && needs.version().atLeast(6)) {
            return "";
        }
        return "Instead, Helm can install it: cw install " + needs.cluster().name() + " --installer helm.";
    }

    private static void putMesh(Needs needs, Settings settings) {
        Cluster cluster = needs.cluster();
        if (Setting.OPERATOR_TRUST_DOMAIN.in(needs.version())) {
            settings.put(Setting.OPERATOR_TRUST_DOMAIN, Value.of(cluster.trustDomain()), Notes.trustDomain(needs));
        }
        SortedSet<String> aliases = cluster.trustDomainAliases();
        if (Setting.OPERATOR_TRUST_DOMAIN_ALIASES.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(Setting.OPERATOR_TRUST_DOMAIN_ALIASES, Value.texts(aliases), Notes.aliases(needs, true));
        }
        if (Feature.AGENT_DNS.in(needs.version())) {
            settings.put(Setting.OPERATOR_DNS_CAPTURE, Value.of("true"), Notes.DNS_CAPTURE);
        }
    }

    private static void putValues(Needs needs, Settings settings) {
        Cluster cluster = needs.cluster();
        if (Setting.OPERATOR_DNS_SEARCH.in(needs.version())) {
            // Istio's example of 1.7 has the suffix alone.
            List<String> searches = needs.version().atLeast(7)
                    ? List.of(needs.suffix())
                    : OldChart.searches(needs.version(), needs.suffix());
            settings.put(Setting.OPERATOR_DNS_SEARCH, Value.texts(searches), Notes.dnsSearch(needs));
        }
        if (Setting.OPERATOR_MULTICLUSTER.in(needs.version())) {
            settings.put(Setting.OPERATOR_MULTICLUSTER, Value.of(needs.rewritesOnly()), Notes.multicluster(needs));
        }
        if (Setting.OPERATOR_OLD_TRUST_DOMAIN.in(needs.version())) {
            settings.put(Setting.OPERATOR_OLD_TRUST_DOMAIN, Value.of(cluster.trustDomain()), Notes.trustDomain(needs));
        }
        SortedSet<String> aliases = cluster.trustDomainAliases();
        if (Setting.OPERATOR_OLD_TRUST_DOMAIN_ALIASES.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(Setting.OPERATOR_OLD_TRUST_DOMAIN_ALIASES, Value.texts(aliases), Notes.aliases(needs, false));
        }
        if (!cluster.istioNamespace().equals(Heading.USUAL_NAMESPACE)) {
            settings.put(Setting.OPERATOR_ISTIO_NAMESPACE, Value.of(cluster.istioNamespace()), Notes.NAMESPACE);
        }
        if (!cluster.clusterDomain().equals("cluster.local")) {
            settings.put(Setting.OPERATOR_CLUSTER_DOMAIN, Value.of(cluster.clusterDomain()), Notes.CLUSTER_DOMAIN);
        }
    }

    private static List<Noted> gateways(Needs needs, boolean egress) {
        return needs.gateways().stream()
                .filter(pods -> pods.isEgress() == egress)
                .map(pods -> gateway(needs, pods))
                .toList();
    }

    private static Noted gateway(Needs needs, GatewayPods pods) {
        Settings settings = Settings.of(needs);
        settings.put(Setting.OPERATOR_GATEWAY_NAME, Value.of(pods.name()), Notes.purpose(pods));
        settings.put(Setting.OPERATOR_GATEWAY_ENABLED, Value.of(true), "");
        if (!pods.namespace().equals(needs.cluster().istioNamespace())) {
            settings.put(Setting.OPERATOR_GATEWAY_NAMESPACE, Value.of(pods.namespace()), Notes.GATEWAY_NAMESPACE);
        }
        if (!pods.isStock()) {
            settings.put(Setting.OPERATOR_GATEWAY_LABEL, Fields.texts(pods.labels()), Notes.labels(pods));
        }
        settings.put(Setting.OPERATOR_GATEWAY_ENV, env(needs, pods), "");
        List<ServicePort> stock = pods.hasStockName()
                ? StockPorts.ofProfile(pods, needs.version())
                : List.of(ServicePort.of("status-port", statusPort(needs), statusPort(needs)));
        settings.put(
                Setting.OPERATOR_GATEWAY_PORTS,
                Value.of(OldChart.trees(StockPorts.with(stock, pods.ports()))),
                Notes.ports(pods, pods.hasStockName()));
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

package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import java.util.List;
import java.util.TreeMap;

/**
 * What shape rewrite shares between services: the gateway's filter, in the form that each release's own chart used
 * (istio@1.1.7, 1.5.0 and 1.7.0, charts/gateways/templates/preconfigured.yaml), and the rule that makes proxies use
 * mutual TLS for every global host.
 */
final class RewriteFilter implements ClusterRule {
    private static final String NAME = "envoy.filters.network.tcp_cluster_rewrite";
    private static final String AFTER = "envoy.filters.network.sni_cluster";

    @Override
    public void plan(ClusterView view, Output output) {
        Conventions conventions = view.conventions();
        IstioVersion version = view.cluster().istio();
        if (view.callsRewritten()) {
            String host = "*." + conventions.suffix();
            Fields tls = Fields.builder()
                    .put("tls", Fields.builder().put("mode", "ISTIO_MUTUAL").build())
                    .build();
            output.add(
                    "global policy",
                    "makes proxies use mutual TLS for every global host",
                    conventions.istioObject(
                            version,
                            "DestinationRule",
                            conventions.namespace(),
                            "cw-" + conventions.suffix(),
                            "",
                            Fields.builder()
                                    .put("host", host)
                                    .put("trafficPolicy", tls)
                                    .build()));
        }
        if (view.exports().isRewritten()) {
            var byName = new TreeMap<String, Gateway>();
            view.cluster().gateways().forEach(gateway -> byName.putIfAbsent(ExportGateway.name(gateway), gateway));
            byName.forEach((name, gateway) -> output.add(
                    "rewrite filter",
                    "turns global names into local ones at the gateway",
                    conventions.object(
                            "networking.istio.io/v1alpha3",
                            "EnvoyFilter",
                            gateway.namespace(),
                            name,
                            "",
                            filter(view, gateway))));
        }
    }

    private static Fields filter(ClusterView view, Gateway gateway) {
        Fields config = config(view.conventions(), view.cluster());
        if (!Feature.CONFIG_PATCHES.in(view.cluster().istio())) {
            return old(gateway, config);
        }
        Fields listener = Fields.builder()
                .put("portNumber", gateway.listenerPort())
                .put(
                        "filterChain",
                        Fields.builder()
                                .put(
                                        "filter",
                                        Fields.builder().put("name", AFTER).build())
                                .build())
                .build();
        String key = Feature.TYPED_REWRITE.in(view.cluster().istio()) ? "typed_config" : "config";
        Fields patch = Fields.builder()
                .put("applyTo", "NETWORK_FILTER")
                .put(
                        "match",
                        Fields.builder()
                                .put("context", "GATEWAY")
                                .put("listener", listener)
                                .build())
                .put(
                        "patch",
                        Fields.builder()
                                .put("operation", "INSERT_AFTER")
                                .put(
                                        "value",
                                        Fields.builder()
                                                .put("name", NAME)
                                                .put(key, config)
                                                .build())
                                .build())
                .build();
        return Fields.builder()
                .put(
                        "workloadSelector",
                        Fields.builder()
                                .put("labels", Fields.texts(gateway.selector()))
                                .build())
                .putItems("configPatches", List.of(patch))
                .build();
    }

    private static Fields old(Gateway gateway, Fields config) {
        Fields filter = Fields.builder()
                .put(
                        "listenerMatch",
                        Fields.builder()
                                .put("portNumber", gateway.listenerPort())
                                .put("listenerType", "GATEWAY")
                                .build())
                .put(
                        "insertPosition",
                        Fields.builder()
                                .put("index", "AFTER")
                                .put("relativeTo", AFTER)
                                .build())
                .put("filterName", NAME)
                .put("filterType", "NETWORK")
                .put("filterConfig", config)
                .build();
        return Fields.builder()
                .put("workloadLabels", Fields.texts(gateway.selector()))
                .putItems("filters", List.of(filter))
                .build();
    }

    private static Fields config(Conventions conventions, Cluster cluster) {
        Fields.Builder config = Fields.builder();
        if (Feature.TYPED_REWRITE.in(cluster.istio())) {
            config.put(
                    "@type",
                    "type.googleapis.com/istio.envoy.config.filter.network.tcp_cluster_rewrite.v2alpha1.TcpClusterRewrite");
        }
        return config.put("cluster_pattern", "\\." + conventions.suffix().replace(".", "\\.") + "$")
                .put("cluster_replacement", ".svc." + cluster.clusterDomain())
                .build();
    }
}

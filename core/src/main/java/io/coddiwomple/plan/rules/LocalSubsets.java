package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The subsets of a serving cluster's own service: a gateway offers only those that a DestinationRule it sees defines. A
 * rule in the gateway's namespace comes before any that the service's owner may have. Callers of the same cluster need
 * one in the mesh's root namespace, which all see.
 */
final class LocalSubsets {
    private LocalSubsets() {}

    static void plan(ServiceFacts facts, Served served, Output output) {
        if (facts.service().traffic().subsets().isEmpty()) {
            return;
        }
        var namespaces = new TreeSet<String>();
        if (facts.isCalledFromOutside(served.cluster())) {
            served.cluster().gateways().stream().map(Gateway::namespace).forEach(namespaces::add);
        }
        if (facts.service().clients().clusters().contains(served.cluster().name())
                && served.backend().weight() > 0) {
            namespaces.add(served.cluster().istioNamespace());
        }
        String fqdn = served.backend().service().fqdn();
        namespaces.forEach(namespace -> output.add(
                "subsets",
                "defines the subsets of " + fqdn + " that calls may pick",
                facts.conventions()
                        .istioObject(
                                served.cluster().istio(),
                                "DestinationRule",
                                namespace,
                                facts.service().hosts().getFirst(),
                                facts.service().id(),
                                Fields.builder()
                                        .put("host", fqdn)
                                        .putTexts("exportTo", exportTo(served.cluster(), namespace))
                                        .putItems("subsets", items(facts))
                                        .build())));
    }

    /**
     * One answer for each namespace, since Istio merges two services' rules for one host only where it is the same. A
     * rule that all see replaces a wildcard rule, and with it mutual TLS where proxies do not use it by themselves.
     */
    private static List<String> exportTo(Cluster cluster, String namespace) {
        boolean everywhere = namespace.equals(cluster.istioNamespace()) && Feature.AUTO_MUTUAL_TLS.in(cluster.istio());
        return everywhere ? List.of() : Visibility.PRIVATE;
    }

    private static List<Fields> items(ServiceFacts facts) {
        var items = new ArrayList<Fields>();
        facts.service()
                .traffic()
                .subsets()
                .forEach(subset -> items.add(Fields.builder()
                        .put("name", subset.name())
                        .put("labels", Fields.texts(subset.labels()))
                        .build()));
        return items;
    }
}

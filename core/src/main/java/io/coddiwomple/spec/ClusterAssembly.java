package io.coddiwomple.spec;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.version.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fills in what a cluster leaves to its defaults. */
final class ClusterAssembly {
    private ClusterAssembly() {}

    static Cluster cluster(Draft.ClusterDraft draft, Options options) {
        IstioVersion istio = draft.istio() == null ? options.version() : draft.istio();
        String name = draft.name().value();
        return new Cluster(
                name,
                istio,
                draft.istio() == null,
                orElse(draft.istioNamespace(), "istio-system"),
                orElse(draft.trustDomain(), "cluster.local"),
                draft.trustDomainAliases(),
                orElse(draft.clusterDomain(), "cluster.local"),
                orElse(draft.network(), name),
                draft.localities(),
                gateways(draft.gateways(), istio),
                draft.egress(),
                draft.kubeconfig(),
                draft.shape(),
                draft.name().place());
    }

    private static List<Gateway> gateways(List<Gateway> drafts, IstioVersion istio) {
        String label = Feature.EAST_WEST_GATEWAY.in(istio) ? "eastwestgateway" : "ingressgateway";
        SortedMap<String, String> usual = new TreeMap<>(Map.of("istio", label));
        var gateways = new ArrayList<Gateway>();
        for (Gateway draft : drafts) {
            gateways.add(new Gateway(
                    draft.address(),
                    draft.port(),
                    draft.listenerPort(),
                    draft.namespace().isEmpty() ? "istio-system" : draft.namespace(),
                    draft.selector().isEmpty() ? usual : draft.selector(),
                    draft.credentialName()));
        }
        return List.copyOf(gateways);
    }

    private static String orElse(@org.jspecify.annotations.Nullable String text, String initial) {
        return text == null ? initial : text;
    }
}

package io.coddiwomple.envoy;

import io.coddiwomple.resource.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The Istio objects of a mesh, read. Each list is sorted by key; of a namespace and host there is one rule. */
record Resources(
        List<ServiceEntry> entries,
        List<DestinationRule> rules,
        List<VirtualService> routes,
        List<IngressGateway> gateways) {
    private static final String ISTIO = "networking.istio.io";

    static Resources read(List<Manifest> manifests, Refusals refusals) {
        List<ServiceEntry> entries = new ArrayList<>();
        List<DestinationRule> rules = new ArrayList<>();
        List<VirtualService> routes = new ArrayList<>();
        List<IngressGateway> gateways = new ArrayList<>();
        List<Manifest> sorted =
                manifests.stream().sorted(Comparator.comparing(Manifest::key)).toList();
        for (Manifest manifest : sorted) {
            try (Tree spec = new Tree(manifest.key(), "", manifest.spec(), refusals)) {
                switch (manifest.key().group() + "/" + manifest.kind()) {
                    case ISTIO + "/ServiceEntry" -> entries.add(EntryReader.read(spec));
                    case ISTIO + "/DestinationRule" -> rules.add(RuleReader.read(spec));
                    case ISTIO + "/VirtualService" -> routes.add(RouteReader.read(spec));
                    case ISTIO + "/Gateway" -> gateways.add(GatewayReader.read(spec));
                    case "/Namespace" -> {}
                    default -> spec.abandon("objects of this kind are not translated");
                }
            }
        }
        return new Resources(
                List.copyOf(entries), RuleMerge.of(rules, refusals), List.copyOf(routes), List.copyOf(gateways));
    }
}

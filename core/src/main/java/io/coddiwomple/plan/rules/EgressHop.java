package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Egress;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Port;
import io.coddiwomple.resource.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The egress gateway's hop: an alias host of its own whose endpoints are the other clusters' gateways, reached by the
 * server name that the application's proxy already sent. The bytes pass through; no host has two entries.
 */
public final class EgressHop implements ClientRule {
    @Override
    public void plan(ClientView view, Output output) {
        Egress egress = view.client().egress();
        if (egress == null || !view.usesEgress() || view.usesNetworkView()) {
            return;
        }
        Conventions conventions = view.facts().conventions();
        String alias = conventions.egressAlias(view.facts().service());
        String namespace = egress.service().namespace();
        String reason =
                "carries calls for " + view.facts().service().hosts().getFirst() + " on from the egress gateway";
        IstioVersion version = view.client().istio();
        output.add(
                "egress entry",
                reason,
                conventions.istioObject(
                        version, "ServiceEntry", namespace, alias, view.serviceId(), entry(view, alias)));
        output.add(
                "egress policy",
                reason,
                conventions.istioObject(
                        version, "DestinationRule", namespace, alias, view.serviceId(), policy(view, alias)));
        output.add(
                "egress route",
                reason,
                conventions.istioObject(
                        version, "VirtualService", namespace, alias, view.serviceId(), route(view, alias)));
    }

    private static Fields entry(ClientView view, String alias) {
        Leg leg = renamed(Leg.fromEgress(view));
        Fields.Builder spec = Fields.builder().putTexts("hosts", List.of(alias));
        spec.putTexts("exportTo", Visibility.PRIVATE);
        spec.put("location", "MESH_INTERNAL").put("resolution", leg.resolution());
        spec.putItems("ports", List.of(EntrySpec.port(Conventions.PASSTHROUGH_PORT, "tls", "TLS")));
        return spec.putItems("endpoints", EntrySpec.endpoints(leg, Orderings.choose(view, leg), true))
                .build();
    }

    private static Fields policy(ClientView view, String alias) {
        Leg leg = Leg.fromEgress(view);
        Fields tls = Fields.builder()
                .put("tls", Fields.builder().put("mode", "DISABLE").build())
                .build();
        return Fields.builder()
                .put("host", alias)
                .putTexts("exportTo", Visibility.PRIVATE)
                .put(
                        "trafficPolicy",
                        TrafficPolicy.of(view, leg, Orderings.choose(view, leg)).with(tls))
                .build();
    }

    private static Fields route(ClientView view, String alias) {
        List<String> names = serverNames(view);
        Fields destination = Fields.builder()
                .put("host", alias)
                .put("port", EntrySpec.portNumber(Conventions.PASSTHROUGH_PORT))
                .build();
        Fields match = Fields.builder()
                .put("port", Conventions.PASSTHROUGH_PORT)
                .putTexts("sniHosts", names)
                .build();
        Fields tls = Fields.builder()
                .putItems("match", List.of(match))
                .putItems(
                        "route",
                        List.of(Fields.builder().put("destination", destination).build()))
                .build();
        return Fields.builder()
                .putTexts("hosts", names)
                .putTexts("gateways", List.of(view.facts().conventions().namespace() + "/" + EgressGateway.NAME))
                .putTexts("exportTo", Visibility.PRIVATE)
                .putItems("tls", List.of(tls))
                .build();
    }

    /**
     * A wildcard for every port and subset of a host: valid in every release, where the exact names with their
     * underscores are from 1.24 only.
     */
    private static List<String> serverNames(ClientView view) {
        ServiceFacts facts = view.facts();
        var hosts = new TreeSet<String>();
        for (Port port : facts.service().ports()) {
            String sni = facts.shape().sni(facts, port, null);
            if (sni == null) {
                hosts.addAll(facts.service().hosts());
            } else {
                hosts.add(sni.substring(sni.indexOf("_._.") + "_._.".length()));
            }
        }
        return ServerName.wildcards(hosts);
    }

    /**
     * What the egress gateway is to do with a service's calls.
     *
     * @param names by which it knows them, none when they do not pass it by name
     * @param hop where it sends them, and how
     */
    public record Onward(List<String> names, Fields hop) {
        private static final Onward NONE = new Onward(List.of(), Fields.EMPTY);
    }

    /** What the egress gateway of a view's clusters is to do. */
    public static Onward onward(ClientView view) {
        if (!view.usesEgress() || view.usesNetworkView()) {
            return Onward.NONE;
        }
        return new Onward(serverNames(view), entry(view, "").with(policy(view, "")));
    }

    private static Leg renamed(Leg leg) {
        var endpoints = leg.endpoints().stream()
                .map(endpoint -> new Endpoint(
                        endpoint.address(),
                        new TreeMap<>(Map.of(
                                "tls", endpoint.ports().values().iterator().next())),
                        endpoint.rank(),
                        endpoint.cluster(),
                        endpoint.region(),
                        false))
                .toList();
        return new Leg(endpoints, leg.isStatic());
    }
}

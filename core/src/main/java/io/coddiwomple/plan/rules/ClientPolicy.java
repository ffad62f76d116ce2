package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The DestinationRule of a host, complete: it replaces any wildcard rule, and a port's settings inherit nothing, so
 * each port repeats them (istio 1.31 pilot/pkg/networking/util/util.go, GetPortLevelTrafficPolicy).
 */
final class ClientPolicy implements ClientRule {
    @Override
    public void plan(ClientView view, Output output) {
        Leg leg = Leg.fromApplication(view);
        Fields policy = TrafficPolicy.of(view, leg, Orderings.choose(view, leg));
        Fields pinged = TrafficPolicy.pinged(view, leg, policy);
        if (view.facts().shape().shape() == Shape.REWRITE
                && policy.isEmpty()
                && checked(view).isEmpty()) {
            // The wildcard rule of shape rewrite says it all.
            return;
        }
        Conventions conventions = view.facts().conventions();
        for (String host : view.facts().service().hosts()) {
            Fields traffic = trafficPolicy(view, host, policy, pinged, null);
            if (traffic.isEmpty()) {
                continue;
            }
            Fields.Builder spec = Fields.builder().put("host", host);
            spec.putTexts("exportTo", Visibility.of(view));
            spec.put("trafficPolicy", traffic);
            spec.putItems("subsets", subsets(view, host, policy, pinged));
            output.add(
                    "client policy",
                    "decides how this mesh's proxies connect to " + host + " and fail over",
                    conventions.istioObject(
                            view.client().istio(),
                            "DestinationRule",
                            conventions.namespace(),
                            host,
                            view.serviceId(),
                            spec.build()));
        }
    }

    /** One policy for all ports where they need the same, else one for each of them. */
    private static Fields trafficPolicy(
            ClientView view, String host, Fields policy, Fields pinged, @Nullable Subset subset) {
        List<Port> ports = view.facts().service().ports();
        Fields first = tls(view, host, ports.getFirst(), subset);
        boolean perPort = view.facts().shape().sni(view.facts(), ports.getFirst(), subset) != null
                || ports.stream()
                        .anyMatch(port -> !tls(view, host, port, subset).equals(first));
        if (!perPort) {
            boolean multiplexed =
                    ports.stream().anyMatch(port -> port.protocol().isMultiplexed());
            return (multiplexed ? pinged : policy).with(first);
        }
        var settings = new ArrayList<Fields>();
        for (Port port : ports) {
            settings.add(Fields.builder()
                    .put("port", EntrySpec.portNumber(port.number()))
                    .build()
                    .with(port.protocol().isMultiplexed() ? pinged : policy)
                    .with(tls(view, host, port, subset)));
        }
        return Fields.builder().putItems("portLevelSettings", settings).build();
    }

    /** Where the service runs beside the caller, calls for a subset go to the local host's own. */
    private static List<Fields> subsets(ClientView view, String host, Fields policy, Fields pinged) {
        var items = new ArrayList<Fields>();
        if (view.hasOwn()) {
            return items;
        }
        for (Subset subset : view.facts().service().traffic().subsets()) {
            items.add(Fields.builder()
                    .put("name", subset.name())
                    .put("trafficPolicy", trafficPolicy(view, host, policy, pinged, subset))
                    .build());
        }
        return items;
    }

    private static Fields tls(ClientView view, String host, Port port, @Nullable Subset subset) {
        if (!view.facts().shape().shape().mutualTls()) {
            return Ingress.clientTls(view, host, port);
        }
        Fields.Builder tls = Fields.builder().put("mode", "ISTIO_MUTUAL");
        String sni = view.facts().shape().sni(view.facts(), port, subset);
        if (sni != null) {
            tls.put("sni", sni);
        }
        tls.putTexts("subjectAltNames", checked(view));
        return Fields.builder().put("tls", tls.build()).build();
    }

    /** The identities that this rule must check, because the entry's are not. */
    private static SortedSet<String> checked(ClientView view) {
        return Feature.ENTRY_IDENTITIES.in(view.client().istio())
                ? Collections.emptySortedSet()
                : ClientEntry.identities(view);
    }
}

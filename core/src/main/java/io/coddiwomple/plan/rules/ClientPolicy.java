package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;
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
        Fields traffic = trafficPolicy(view, policy, pinged, null);
        if (traffic.isEmpty() || (view.facts().shape().shape() == Shape.REWRITE && policy.isEmpty())) {
            // The wildcard rule of shape rewrite says it all.
            return;
        }
        Conventions conventions = view.facts().conventions();
        for (String host : view.facts().service().hosts()) {
            Fields.Builder spec = Fields.builder().put("host", host);
            spec.putTexts("exportTo", Visibility.of(view));
            spec.put("trafficPolicy", traffic);
            spec.putItems("subsets", subsets(view, policy, pinged));
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

    private static Fields trafficPolicy(ClientView view, Fields policy, Fields pinged, @Nullable Subset subset) {
        List<Port> ports = view.facts().service().ports();
        boolean perPort = ports.stream().anyMatch(port -> view.facts().shape().sni(view.facts(), port, subset) != null);
        if (!perPort) {
            boolean multiplexed =
                    ports.stream().anyMatch(port -> port.protocol().isMultiplexed());
            return (multiplexed ? pinged : policy).with(tls(view, null));
        }
        var settings = new ArrayList<Fields>();
        for (Port port : ports) {
            String sni = view.facts().shape().sni(view.facts(), port, subset);
            settings.add(Fields.builder()
                    .put("port", EntrySpec.portNumber(port.number()))
                    .build()
                    .with(port.protocol().isMultiplexed() ? pinged : policy)
                    .with(tls(view, sni)));
        }
        return Fields.builder().putItems("portLevelSettings", settings).build();
    }

    private static List<Fields> subsets(ClientView view, Fields policy, Fields pinged) {
        var items = new ArrayList<Fields>();
        for (Subset subset : view.facts().service().traffic().subsets()) {
            items.add(Fields.builder()
                    .put("name", subset.name())
                    .put("trafficPolicy", trafficPolicy(view, policy, pinged, subset))
                    .build());
        }
        return items;
    }

    private static Fields tls(ClientView view, @Nullable String sni) {
        if (!view.facts().shape().shape().mutualTls()) {
            return certificateTls(view);
        }
        Fields.Builder tls = Fields.builder().put("mode", "ISTIO_MUTUAL");
        if (sni != null) {
            tls.put("sni", sni);
        }
        if (!Feature.ENTRY_IDENTITIES.in(view.client().istio())) {
            tls.putTexts("subjectAltNames", ClientEntry.identities(view));
        }
        return Fields.builder().put("tls", tls.build()).build();
    }

    /** A gateway with a certificate of its own is called with plain TLS, by the host's name. */
    private static Fields certificateTls(ClientView view) {
        boolean certified = view.targets().stream()
                .filter(target -> !target.isLocal())
                .flatMap(target -> target.served().cluster().gateways().stream())
                .map(Gateway::credentialName)
                .anyMatch(name -> name != null);
        if (!certified) {
            return Fields.EMPTY;
        }
        return Fields.builder()
                .put(
                        "tls",
                        Fields.builder()
                                .put("mode", "SIMPLE")
                                .put("sni", view.facts().service().hosts().getFirst())
                                .build())
                .build();
    }
}

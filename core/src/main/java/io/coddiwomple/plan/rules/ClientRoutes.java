package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Port;
import io.coddiwomple.model.Retries;
import io.coddiwomple.model.Subset;
import io.coddiwomple.model.Traffic;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;

/** The client's own VirtualService of a host: retries that reach other clusters, subsets, a rewritten authority. */
final class ClientRoutes implements ClientRule {
    /** Only what was never delivered: connections that failed and streams that the backend did not begin. */
    private static final String RETRY_ON = "connect-failure,refused-stream,unavailable,cancelled";

    private static final int ATTEMPTS = 3;

    @Override
    public void plan(ClientView view, Output output) {
        Traffic traffic = view.facts().service().traffic();
        Fields retries = retries(view);
        boolean needed = !retries.isEmpty()
                || traffic.rewriteHost()
                || !traffic.subsets().isEmpty();
        if (!needed || view.facts().httpPorts().isEmpty()) {
            return;
        }
        Conventions conventions = view.facts().conventions();
        for (String host : view.facts().service().hosts()) {
            Fields.Builder spec = Fields.builder().putTexts("hosts", List.of(host));
            spec.putTexts("exportTo", Visibility.of(view));
            spec.putItems("http", routes(view, host, retries));
            output.add(
                    "client routes",
                    "routes HTTP calls for " + host + " inside this mesh's own proxies",
                    conventions.istioObject(
                            view.client().istio(),
                            "VirtualService",
                            conventions.namespace(),
                            host,
                            view.serviceId(),
                            spec.build()));
        }
    }

    private static Fields retries(ClientView view) {
        // A chain of instanceof: the first use of a type switch costs milliseconds at start.
        Retries retries = view.facts().service().traffic().retries();
        if (retries instanceof Retries.Custom(Fields fields)) {
            return fields;
        }
        boolean wanted =
                retries instanceof Retries.Default && Leg.fromApplication(view).hasChoice();
        return wanted ? ours(view) : Fields.EMPTY;
    }

    private static Fields ours(ClientView view) {
        Fields.Builder retries = Fields.builder().put("attempts", ATTEMPTS).put("retryOn", RETRY_ON);
        if (Feature.RETRY_REMOTE_LOCALITIES.in(view.client().istio())) {
            retries.put("retryRemoteLocalities", true);
        }
        return retries.build();
    }

    private static List<Fields> routes(ClientView view, String host, Fields retries) {
        var routes = new ArrayList<Fields>();
        for (Port port : view.facts().httpPorts()) {
            for (Subset subset : view.facts().service().traffic().subsets()) {
                if (!subset.headers().isEmpty()) {
                    Fields destination = subsetDestination(view, host, port, subset);
                    routes.add(route(view, port, subset, List.of(weighted(destination, 0)), retries));
                }
            }
            routes.add(route(view, port, null, shares(view, host, port), retries));
        }
        return routes;
    }

    private static List<Fields> shares(ClientView view, String host, Port port) {
        var shares = new ArrayList<Fields>();
        int rest = 100;
        for (Subset subset : view.facts().service().traffic().subsets()) {
            if (subset.weight() > 0) {
                rest -= subset.weight();
                shares.add(weighted(subsetDestination(view, host, port, subset), subset.weight()));
            }
        }
        Fields whole = destination(view, host, port.number(), "");
        if (shares.isEmpty()) {
            return List.of(weighted(whole, 0));
        }
        if (rest > 0) {
            shares.addFirst(weighted(whole, rest));
        }
        return shares;
    }

    /** @param weight 0 for the only destination */
    private static Fields weighted(Fields destination, int weight) {
        Fields.Builder route = Fields.builder().put("destination", destination);
        return weight == 0 ? route.build() : route.put("weight", weight).build();
    }

    /** A pod takes any SNI, so an SNI cannot pick a subset of the client's own cluster: its local host's subset can. */
    private static Fields subsetDestination(ClientView view, String host, Port port, Subset subset) {
        if (!view.hasOwn()) {
            return destination(view, host, port.number(), subset.name());
        }
        var backend = view.facts().served().get(view.own()).backend();
        int number = backend.ports().getOrDefault(port.name(), port.number());
        return Fields.builder()
                .put("host", backend.service().fqdn())
                .put("subset", subset.name())
                .put("port", EntrySpec.portNumber(number))
                .build();
    }

    private static Fields destination(ClientView view, String host, int port, String subset) {
        Fields.Builder destination = Fields.builder().put("host", host);
        if (!subset.isEmpty()) {
            destination.put("subset", subset);
        }
        if (view.facts().service().ports().size() > 1) {
            destination.put("port", EntrySpec.portNumber(port));
        }
        return destination.build();
    }

    private static Fields route(
            ClientView view,
            Port port,
            @org.jspecify.annotations.Nullable Subset subset,
            List<Fields> destinations,
            Fields retries) {
        Fields.Builder match = Fields.builder();
        if (subset != null) {
            Fields.Builder headers = Fields.builder();
            subset.headers()
                    .forEach((name, value) -> headers.put(
                            name, Fields.builder().put("exact", value).build()));
            match.put("headers", headers.build());
        }
        if (view.facts().service().ports().size() > 1) {
            match.put("port", port.number());
        }
        Fields.Builder route = Fields.builder();
        Fields matched = match.build();
        if (!matched.isEmpty()) {
            route.putItems("match", List.of(matched));
        }
        if (view.facts().service().traffic().rewriteHost()) {
            String authority =
                    view.facts().served().getFirst().backend().service().fqdn();
            route.put("rewrite", Fields.builder().put("authority", authority).build());
        }
        return route.put("route", Value.of(destinations))
                .putFields("retries", retries)
                .build();
    }
}

package io.coddiwomple.plan.rules;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;

/** The part of a DestinationRule that decides how calls fail over, in the words of the client's Istio. */
final class TrafficPolicy {
    private static final Fields PINGS = Fields.builder()
            .put(
                    "connectionPool",
                    Fields.builder()
                            .put(
                                    "http",
                                    Fields.builder()
                                            .put(
                                                    "http2KeepAlive",
                                                    Fields.builder()
                                                            .put("interval", "5s")
                                                            .put("timeout", "5s")
                                                            .build())
                                            .build())
                            .build())
            .build();

    private TrafficPolicy() {}

    /** Everything but {@code tls}: ours, with the user's fields on top. */
    static Fields of(ClientView view, Leg leg, Ordering ordering) {
        Fields theirs = view.facts().service().traffic().policy();
        Fields ours = leg.hasChoice() ? failingOver(view.client().istio(), ordering, theirs) : Fields.EMPTY;
        return ours.with(theirs);
    }

    /** Istio refuses a count of local failures where the user wants none told apart. */
    private static boolean splitsErrors(IstioVersion version, Fields theirs) {
        boolean declined = theirs.get("outlierDetection") instanceof Fields detection
                && Value.of(false).equals(detection.get("splitExternalLocalOriginErrors"));
        return Feature.LOCAL_ORIGIN_ERRORS.in(version) && !declined;
    }

    /**
     * The same for a port whose calls share one connection: calls on a connection to a backend that vanished would all
     * hang until the kernel gives it up after a quarter of an hour, and each counts as a successful connect, so nothing
     * is ejected. Pings find out within ten seconds (tried on Istio 1.31).
     */
    static Fields pinged(ClientView view, Leg leg, Fields policy) {
        boolean pings =
                leg.hasChoice() && Feature.HTTP2_KEEPALIVE.in(view.client().istio());
        return pings ? policy.with(PINGS).with(view.facts().service().traffic().policy()) : policy;
    }

    /**
     * A second failed connection ejects an endpoint for ten seconds; an application's own 500s never do. One second to
     * connect, because Envoy's own ten would be what a caller waits for a backend that vanished.
     */
    private static Fields failingOver(IstioVersion version, Ordering ordering, Fields theirs) {
        Fields.Builder policy = Fields.builder();
        policy.put(
                "connectionPool",
                Fields.builder()
                        .put("tcp", Fields.builder().put("connectTimeout", "1s").build())
                        .build());
        if (!ordering.setting().isEmpty()) {
            policy.put(
                    "loadBalancer",
                    Fields.builder()
                            .put("localityLbSetting", ordering.setting())
                            .build());
        }
        return policy.put("outlierDetection", outlierDetection(version, splitsErrors(version, theirs)))
                .build();
    }

    private static Fields outlierDetection(IstioVersion version, boolean split) {
        Fields.Builder detection = Fields.builder();
        if (split) {
            detection.put("splitExternalLocalOriginErrors", true).put("consecutiveLocalOriginFailures", 2);
        }
        if (Feature.GATEWAY_ERRORS.in(version)) {
            detection.put("consecutiveGatewayErrors", 5).put("consecutive5xxErrors", 0);
        } else {
            // Before 1.5 this counts gateway errors alone (istio@1.1.0 cluster.go, applyOutlierDetection).
            detection.put("consecutiveErrors", 5);
        }
        if (!Feature.NO_PANIC.in(version)) {
            // Unset, Envoy's own half holds: with most hosts ejected it would call the dead ones again.
            detection.put("minHealthPercent", 1);
        }
        return detection
                .put("interval", "1s")
                .put("baseEjectionTime", "10s")
                .put("maxEjectionPercent", 100)
                .build();
    }
}

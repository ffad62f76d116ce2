package io.coddiwomple.envoy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a cluster is called, as one level of a DestinationRule says it: the rule, a port of it, or a subset. */
record TrafficPolicy(
        @Nullable ConnectionPool pool,
        @Nullable LoadBalancer balancer,
        @Nullable OutlierDetection outliers,
        @Nullable ClientTls tls) {

    /** Zero and null mean that nothing is said. */
    record ConnectionPool(
            @Nullable Duration connectTimeout,
            int maxConnections,
            int http2MaxRequests,
            int maxRequestsPerConnection,
            @Nullable Duration keepAliveInterval,
            @Nullable Duration keepAliveTimeout) {}

    /** Which host of a cluster is chosen. */
    record LoadBalancer(
            @Nullable Simple simple,
            @Nullable Warmup warmup,
            @Nullable String hashHeader,
            @Nullable LocalitySetting locality) {}

    enum Simple {
        LEAST_REQUEST,
        ROUND_ROBIN,
        RANDOM
    }

    /** @param minimumPercent 0 to 100 */
    record Warmup(Duration duration, double aggression, double minimumPercent) {}

    /** Lists are null when the field is absent, which istiod tells from an empty one. */
    record LocalitySetting(
            boolean enabled,
            @Nullable List<Distribution> distribute,
            @Nullable List<Failover> failover,
            @Nullable List<String> failoverPriority) {}

    /** @param to by locality, percent */
    record Distribution(String from, Map<String, Integer> to) {}

    record Failover(String from, String to) {}

    /** Null means that nothing is said; a percent of 0 too. */
    record OutlierDetection(
            @Nullable Integer consecutive5xx,
            @Nullable Integer consecutiveGateway,
            boolean split,
            int consecutiveLocalOrigin,
            @Nullable Duration interval,
            @Nullable Duration baseEjection,
            int maxEjectionPercent,
            int minHealthPercent) {}

    /** @param sni empty for istiod's own */
    record ClientTls(TlsMode mode, String sni, List<String> subjectAltNames) {}

    enum TlsMode {
        DISABLE,
        ISTIO_MUTUAL
    }

    /**
     * A policy, and the policies of ports, which inherit nothing from it.
     *
     * @param policy null when only ports are spoken of
     */
    record Levels(@Nullable TrafficPolicy policy, Map<Integer, TrafficPolicy> ports) {
        static final Levels NONE = new Levels(null, Map.of());

        boolean hasPort(int port) {
            return ports.containsKey(port);
        }

        /** What holds for a port: its own, or the common one (istiod's networking/util/util.go). */
        @Nullable TrafficPolicy at(int port) {
            TrafficPolicy own = ports.get(port);
            return own == null ? policy : own;
        }

        /** The mode that decides about endpoints, where ports do inherit (istiod's xds/endpoints/mtls_checker.go). */
        @Nullable TlsMode modeAt(int port) {
            TrafficPolicy own = ports.get(port);
            if (own != null && own.tls != null) {
                return own.tls.mode;
            }
            return policy == null || policy.tls == null ? null : policy.tls.mode;
        }

        /** What holds for a subset with its own levels on top of these (istiod's networking/util/util.go). */
        @Nullable TrafficPolicy at(int port, Levels subset) {
            TrafficPolicy base = at(port);
            TrafficPolicy own = subset.at(port);
            if (own == null) {
                return base;
            }
            if (base == null || subset.hasPort(port)) {
                return own;
            }
            return new TrafficPolicy(
                    own.pool == null ? base.pool : own.pool,
                    own.balancer == null ? base.balancer : own.balancer,
                    own.outliers == null ? base.outliers : own.outliers,
                    own.tls == null ? base.tls : own.tls);
        }
    }
}

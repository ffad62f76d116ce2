package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.UInt64Value;
import io.coddiwomple.envoy.TrafficPolicy.ConnectionPool;
import io.coddiwomple.envoy.TrafficPolicy.LoadBalancer;
import io.coddiwomple.envoy.TrafficPolicy.LocalitySetting;
import io.coddiwomple.envoy.TrafficPolicy.OutlierDetection;
import io.coddiwomple.envoy.TrafficPolicy.Warmup;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.KeepaliveSettings;
import io.envoyproxy.envoy.config.core.v3.RuntimeDouble;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.type.v3.Percent;
import org.jspecify.annotations.Nullable;

/** What a policy sets in a cluster besides TLS and endpoints (istiod's core/cluster_traffic_policy.go). */
final class ClusterPolicy {
    static final String HTTP_OPTIONS = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
    /** Of a mesh that says nothing else. */
    private static final com.google.protobuf.Duration CONNECT_TIMEOUT = Durations.seconds(10);

    private static final UInt32Value UNLIMITED = UInt32Value.of(-1);

    private ClusterPolicy() {}

    static void connections(Cluster.Builder cluster, @Nullable ConnectionPool pool, boolean http2) {
        CircuitBreakers.Thresholds.Builder limits = CircuitBreakers.Thresholds.newBuilder()
                .setMaxConnections(UNLIMITED)
                .setMaxPendingRequests(UNLIMITED)
                .setMaxRequests(UNLIMITED)
                .setMaxRetries(UNLIMITED);
        cluster.setConnectTimeout(CONNECT_TIMEOUT);
        HttpProtocolOptions.Builder options = HttpProtocolOptions.newBuilder();
        Http2ProtocolOptions.Builder frames = Http2ProtocolOptions.newBuilder();
        boolean needed = http2;
        if (pool != null) {
            if (pool.connectTimeout() != null) {
                cluster.setConnectTimeout(Durations.proto(pool.connectTimeout()));
            }
            if (pool.maxConnections() > 0) {
                limits.setMaxConnections(UInt32Value.of(pool.maxConnections()));
            }
            if (pool.http2MaxRequests() > 0) {
                limits.setMaxRequests(UInt32Value.of(pool.http2MaxRequests()));
            }
            if (pool.maxRequestsPerConnection() > 0) {
                options.getCommonHttpProtocolOptionsBuilder()
                        .setMaxRequestsPerConnection(UInt32Value.of(pool.maxRequestsPerConnection()));
                needed = true;
            }
            if (pool.keepAliveInterval() != null || pool.keepAliveTimeout() != null) {
                // istiod makes the common options whenever there is keep-alive, and sets it in HTTP/2 only.
                options.getCommonHttpProtocolOptionsBuilder();
                frames.setConnectionKeepalive(keepAlive(pool));
                needed = true;
            }
        }
        cluster.setCircuitBreakers(CircuitBreakers.newBuilder().addThresholds(limits));
        if (needed) {
            if (http2) {
                options.getExplicitHttpConfigBuilder().setHttp2ProtocolOptions(frames);
            } else {
                options.getExplicitHttpConfigBuilder()
                        .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance());
            }
            cluster.putTypedExtensionProtocolOptions(HTTP_OPTIONS, Any.pack(options.build()));
        }
    }

    private static KeepaliveSettings keepAlive(ConnectionPool pool) {
        KeepaliveSettings.Builder settings = KeepaliveSettings.newBuilder();
        if (pool.keepAliveInterval() != null) {
            settings.setInterval(Durations.proto(pool.keepAliveInterval()));
        }
        if (pool.keepAliveTimeout() != null) {
            settings.setTimeout(Durations.proto(pool.keepAliveTimeout()));
        }
        return settings.build();
    }

    static void outliers(Cluster.Builder cluster, @Nullable OutlierDetection outliers) {
        var common = cluster.getCommonLbConfigBuilder();
        // No panic: traffic never goes back to hosts that are known to be ill.
        common.setHealthyPanicThreshold(Percent.getDefaultInstance());
        if (outliers == null) {
            return;
        }
        var detection = cluster.getOutlierDetectionBuilder().setEnforcingSuccessRate(UInt32Value.of(0));
        if (outliers.consecutive5xx() != null) {
            detection
                    .setConsecutive5Xx(UInt32Value.of(outliers.consecutive5xx()))
                    .setEnforcingConsecutive5Xx(enforced(outliers.consecutive5xx()));
        }
        if (outliers.consecutiveGateway() != null) {
            detection
                    .setConsecutiveGatewayFailure(UInt32Value.of(outliers.consecutiveGateway()))
                    .setEnforcingConsecutiveGatewayFailure(enforced(outliers.consecutiveGateway()));
        }
        if (outliers.interval() != null) {
            detection.setInterval(Durations.proto(outliers.interval()));
        }
        if (outliers.baseEjection() != null) {
            detection.setBaseEjectionTime(Durations.proto(outliers.baseEjection()));
        }
        if (outliers.maxEjectionPercent() > 0) {
            detection.setMaxEjectionPercent(UInt32Value.of(outliers.maxEjectionPercent()));
        }
        if (outliers.split()) {
            detection.setSplitExternalLocalOriginErrors(true);
            if (outliers.consecutiveLocalOrigin() > 0) {
                detection
                        .setConsecutiveLocalOriginFailure(UInt32Value.of(outliers.consecutiveLocalOrigin()))
                        .setEnforcingConsecutiveLocalOriginFailure(UInt32Value.of(100));
            }
            detection.setEnforcingLocalOriginSuccessRate(UInt32Value.of(0));
        }
        common.setHealthyPanicThreshold(Percent.newBuilder().setValue(outliers.minHealthPercent()));
    }

    private static UInt32Value enforced(int count) {
        return UInt32Value.of(count > 0 ? 100 : 0);
    }

    static void balancing(Cluster.Builder cluster, @Nullable TrafficPolicy policy) {
        LocalitySetting setting = Priorities.effective(policy);
        boolean failover = policy != null && policy.outliers() != null;
        if (setting != null
                && (setting.distribute() != null
                        || failover && (setting.failover() != null || setting.failoverPriority() != null))) {
            cluster.getCommonLbConfigBuilder()
                    .setLocalityWeightedLbConfig(Cluster.CommonLbConfig.LocalityWeightedLbConfig.getDefaultInstance());
        }
        LoadBalancer balancer = policy == null ? null : policy.balancer();
        TrafficPolicy.Simple simple =
                balancer == null || balancer.simple() == null ? TrafficPolicy.Simple.LEAST_REQUEST : balancer.simple();
        Warmup warmup = balancer == null ? null : balancer.warmup();
        switch (simple) {
            case LEAST_REQUEST -> {
                cluster.setLbPolicy(Cluster.LbPolicy.LEAST_REQUEST);
                if (warmup != null) {
                    cluster.getLeastRequestLbConfigBuilder().setSlowStartConfig(slowStart(warmup));
                }
            }
            case ROUND_ROBIN -> {
                cluster.setLbPolicy(Cluster.LbPolicy.ROUND_ROBIN);
                if (warmup != null) {
                    cluster.getRoundRobinLbConfigBuilder().setSlowStartConfig(slowStart(warmup));
                }
            }
            case RANDOM -> cluster.setLbPolicy(Cluster.LbPolicy.RANDOM);
        }
        if (balancer != null && balancer.hashHeader() != null) {
            cluster.setLbPolicy(Cluster.LbPolicy.RING_HASH)
                    .setRingHashLbConfig(
                            Cluster.RingHashLbConfig.newBuilder().setMinimumRingSize(UInt64Value.of(1024)));
        }
    }

    private static Cluster.SlowStartConfig slowStart(Warmup warmup) {
        return Cluster.SlowStartConfig.newBuilder()
                .setSlowStartWindow(Durations.proto(warmup.duration()))
                .setAggression(RuntimeDouble.newBuilder()
                        .setDefaultValue(warmup.aggression())
                        .setRuntimeKey("("))
                .setMinWeightPercent(Percent.newBuilder().setValue(warmup.minimumPercent()))
                .build();
    }
}

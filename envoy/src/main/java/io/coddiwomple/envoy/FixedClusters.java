package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Clusters that every proxy has, and those of a pod's own ports (istiod's core/cluster_builder.go). */
final class FixedClusters {
    /** By which the iptables rules of a pod tell what its sidecar sends it. */
    private static final String INBOUND_SOURCE = "127.0.0.6";
    /** As long as Go's time allows: connections to the pod itself are never forgotten. */
    private static final long FOREVER_SECONDS = 9_223_372_035L;

    private FixedClusters() {}

    static Cluster blackHole() {
        return Cluster.newBuilder()
                .setName(Names.BLACK_HOLE)
                .setType(Cluster.DiscoveryType.STATIC)
                .setConnectTimeout(Durations.seconds(10))
                .build();
    }

    static Cluster passthrough() {
        return passthrough(Names.PASSTHROUGH).build();
    }

    static Cluster inboundPassthrough() {
        return passthrough(Names.INBOUND_PASSTHROUGH)
                .setUpstreamBindConfig(inboundSource())
                .build();
    }

    /** Leads to a port of the pod itself, whatever the address that was called. */
    static Cluster inbound(int port, Protocol protocol, TrafficPolicy.@Nullable ConnectionPool pool) {
        Cluster.Builder cluster = Cluster.newBuilder()
                .setName(Names.inbound(port))
                .setType(Cluster.DiscoveryType.ORIGINAL_DST)
                .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
                .setCleanupInterval(Durations.seconds(FOREVER_SECONDS))
                .setCommonLbConfig(Cluster.CommonLbConfig.getDefaultInstance())
                .setUpstreamBindConfig(inboundSource());
        ClusterPolicy.connections(cluster, pool, protocol.isHttp2());
        return cluster.build();
    }

    private static Cluster.Builder passthrough(String name) {
        Cluster.Builder cluster = Cluster.newBuilder()
                .setName(name)
                .setType(Cluster.DiscoveryType.ORIGINAL_DST)
                .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED);
        ClusterPolicy.connections(cluster, null, false);
        var options = io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.newBuilder()
                .setCommonHttpProtocolOptions(HttpProtocolOptions.newBuilder().setIdleTimeout(Durations.seconds(300)));
        options.getUseDownstreamProtocolConfigBuilder()
                .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
                .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
        return cluster.putTypedExtensionProtocolOptions(ClusterPolicy.HTTP_OPTIONS, Any.pack(options.build()));
    }

    private static BindConfig inboundSource() {
        return BindConfig.newBuilder()
                .setSourceAddress(
                        SocketAddress.newBuilder().setAddress(INBOUND_SOURCE).setPortValue(0))
                .build();
    }
}

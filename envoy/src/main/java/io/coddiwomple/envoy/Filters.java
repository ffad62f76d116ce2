package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.grpc_web.v3.GrpcWeb;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.mongo_proxy.v3.MongoProxy;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.type.v3.Int32Range;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The filters that listeners are made of (istiod's core/listener.go, core/networkfilter.go, xdsfilters/filters.go). */
final class Filters {
    /** ALPN of plain connections that the inspector takes for HTTP. */
    static final List<String> PLAIN_HTTP = List.of("http/1.1", "h2c");
    /** Of mutual TLS for TCP. */
    static final List<String> MUTUAL_TCP = List.of("istio-peer-exchange", "istio");
    /** Of mutual TLS for HTTP. */
    static final List<String> MUTUAL_HTTP = List.of("istio-http/1.0", "istio-http/1.1", "istio-h2");
    /** Of all mutual TLS. */
    static final List<String> MUTUAL =
            List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");

    static final com.google.protobuf.Duration HANDSHAKE_TIMEOUT = Durations.seconds(15);

    private Filters() {}

    static Filter tcpProxy(String cluster) {
        return filter(
                "envoy.filters.network.tcp_proxy",
                TcpProxy.newBuilder().setStatPrefix(cluster).setCluster(cluster).build());
    }

    /** A chain that hands all bytes to a cluster. */
    static FilterChain.Builder tcpChain(String cluster) {
        return FilterChain.newBuilder().addFilters(tcpProxy(cluster));
    }

    /** The same for a port of a service, with what its protocol adds. */
    static List<Filter> tcp(String cluster, Protocol protocol) {
        if (protocol != Protocol.MONGO) {
            return List.of(tcpProxy(cluster));
        }
        Filter mongo = filter(
                "envoy.filters.network.mongo_proxy",
                MongoProxy.newBuilder().setStatPrefix(cluster).build());
        return List.of(mongo, tcpProxy(cluster));
    }

    private static Filter filter(String name, Message config) {
        return Filter.newBuilder()
                .setName(name)
                .setTypedConfig(Any.pack(config))
                .build();
    }

    /** @param grpcWeb whether requests from browsers are turned into gRPC */
    private static HttpConnectionManager.Builder http(String statPrefix, boolean grpcWeb) {
        HttpConnectionManager.Builder manager = HttpConnectionManager.newBuilder();
        if (grpcWeb) {
            manager.addHttpFilters(HttpFilter.newBuilder()
                    .setName("envoy.filters.http.grpc_web")
                    .setTypedConfig(Any.pack(GrpcWeb.getDefaultInstance())));
        }
        return manager.setStatPrefix(statPrefix)
                .addHttpFilters(HttpFilter.newBuilder()
                        .setName("envoy.filters.http.router")
                        .setTypedConfig(Any.pack(Router.getDefaultInstance())))
                .setProxy100Continue(true)
                .addUpgradeConfigs(
                        HttpConnectionManager.UpgradeConfig.newBuilder().setUpgradeType("websocket"))
                .setStreamIdleTimeout(Durations.seconds(0))
                .setNormalizePath(BoolValue.of(true))
                .setPathWithEscapedSlashesAction(HttpConnectionManager.PathWithEscapedSlashesAction.KEEP_UNCHANGED);
    }

    private static Filter http(HttpConnectionManager.Builder manager) {
        return filter("envoy.filters.network.http_connection_manager", manager.build());
    }

    /** For requests of the pod's own application; routes come by name. */
    static Filter outboundHttp(String statPrefix, String route, boolean grpcWeb) {
        return http(http(statPrefix, grpcWeb).setRds(rds(route)).setUseRemoteAddress(BoolValue.of(false)));
    }

    /** For requests from outside of the mesh; routes come by name. */
    static Filter gatewayHttp(String statPrefix, String route) {
        return http(http(statPrefix, false)
                .setRds(rds(route))
                .setServerName("istio-envoy")
                .setUseRemoteAddress(BoolValue.of(true))
                .setHttpProtocolOptions(io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions.getDefaultInstance())
                .setForwardClientCertDetails(ForwardClientCertDetails.SANITIZE_SET)
                .setSetCurrentClientCertDetails(certificate().setCert(true)));
    }

    /** For requests to the pod's own application. */
    static Filter inboundHttp(String statPrefix, RouteConfiguration routes, Protocol protocol) {
        HttpConnectionManager.Builder manager = http(statPrefix, protocol == Protocol.GRPC_WEB)
                .setRouteConfig(routes)
                .setServerName("istio-envoy")
                .setUseRemoteAddress(BoolValue.of(false))
                .setForwardClientCertDetails(ForwardClientCertDetails.APPEND_FORWARD)
                .setSetCurrentClientCertDetails(certificate());
        if (protocol.isHttp2()) {
            manager.setHttp2ProtocolOptions(
                    io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions.getDefaultInstance());
        }
        return http(manager);
    }

    private static HttpConnectionManager.SetCurrentClientCertDetails.Builder certificate() {
        return HttpConnectionManager.SetCurrentClientCertDetails.newBuilder()
                .setSubject(BoolValue.of(true))
                .setDns(true)
                .setUri(true);
    }

    private static Rds rds(String route) {
        return Rds.newBuilder()
                .setConfigSource(Secrets.ads())
                .setRouteConfigName(route)
                .build();
    }

    static ListenerFilter.Builder tlsInspector() {
        return ListenerFilter.newBuilder()
                .setName("envoy.filters.listener.tls_inspector")
                .setTypedConfig(Any.pack(TlsInspector.newBuilder()
                        .setInitialReadBufferSize(UInt32Value.of(512))
                        .build()));
    }

    static ListenerFilter.Builder httpInspector() {
        return ListenerFilter.newBuilder()
                .setName("envoy.filters.listener.http_inspector")
                .setTypedConfig(Any.pack(HttpInspector.getDefaultInstance()));
    }

    static ListenerFilter.Builder originalDestination() {
        return ListenerFilter.newBuilder()
                .setName("envoy.filters.listener.original_dst")
                .setTypedConfig(Any.pack(OriginalDst.getDefaultInstance()));
    }

    /** True of connections to any of these ports, of which there is at least one. */
    static ListenerFilterChainMatchPredicate toPorts(Collection<Integer> ports) {
        SortedSet<Integer> sorted = new TreeSet<>(ports);
        if (sorted.size() == 1) {
            return toPort(sorted.first());
        }
        ListenerFilterChainMatchPredicate.Builder any = ListenerFilterChainMatchPredicate.newBuilder();
        sorted.forEach(port -> any.getOrMatchBuilder().addRules(toPort(port)));
        return any.build();
    }

    private static ListenerFilterChainMatchPredicate toPort(int port) {
        return ListenerFilterChainMatchPredicate.newBuilder()
                .setDestinationPortRange(Int32Range.newBuilder().setStart(port).setEnd(port + 1))
                .build();
    }
}

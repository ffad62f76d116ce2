package io.coddiwomple.sandbox.process;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Secrets;
import io.coddiwomple.envoy.xds.Identity;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Small configurations of a proxy. */
final class SampleConfig {
    static final Identity NO_IDENTITY = new Identity(ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY);

    private SampleConfig() {}

    static SortedMap<String, ProxyConfig> of(String node, List<Listener> listeners, Cluster... clusters) {
        return new TreeMap<>(java.util.Map.of(
                node, new ProxyConfig(listeners, List.of(), List.of(clusters), List.of(), new TreeSet<>())));
    }

    /** One that answers HTTP by itself. */
    static Listener answering(String name, String address, int port, String body) {
        return listener(
                name,
                address,
                port,
                http(
                        name,
                        Route.newBuilder()
                                .setDirectResponse(DirectResponseAction.newBuilder()
                                        .setStatus(200)
                                        .setBody(DataSource.newBuilder().setInlineString(body)))));
    }

    /** One that passes HTTP requests on. */
    static Listener forwarding(String name, String address, int port, String cluster) {
        return listener(
                name,
                address,
                port,
                http(
                        name,
                        Route.newBuilder()
                                .setRoute(RouteAction.newBuilder()
                                        .setCluster(cluster)
                                        .setTimeout(Duration.newBuilder()))));
    }

    /** One that passes on bytes. */
    static Listener tcp(String name, String address, int port, String cluster) {
        return listener(
                name,
                address,
                port,
                FilterChain.newBuilder()
                        .addFilters(Filter.newBuilder()
                                .setName("envoy.filters.network.tcp_proxy")
                                .setTypedConfig(Any.pack(TcpProxy.newBuilder()
                                        .setStatPrefix(name)
                                        .setCluster(cluster)
                                        .build()))));
    }

    /** One that shows the proxy's certificate. */
    static Listener tls(String name, String address, int port, String cluster) {
        Listener.Builder tcp = tcp(name, address, port, cluster).toBuilder();
        var context = DownstreamTlsContext.newBuilder()
                .setCommonTlsContext(CommonTlsContext.newBuilder()
                        .addTlsCertificateSdsSecretConfigs(secret(Secrets.WORKLOAD))
                        .setValidationContextSdsSecretConfig(secret(Secrets.ROOT)))
                .build();
        tcp.getFilterChainsBuilder(0)
                .setTransportSocket(TransportSocket.newBuilder()
                        .setName("envoy.transport_sockets.tls")
                        .setTypedConfig(Any.pack(context)));
        return tcp.build();
    }

    private static SdsSecretConfig secret(String name) {
        return SdsSecretConfig.newBuilder()
                .setName(name)
                .setSdsConfig(ConfigSource.newBuilder()
                        .setResourceApiVersion(ApiVersion.V3)
                        .setApiConfigSource(ApiConfigSource.newBuilder()
                                .setApiType(ApiConfigSource.ApiType.GRPC)
                                .setTransportApiVersion(ApiVersion.V3)
                                .addGrpcServices(GrpcService.newBuilder()
                                        .setEnvoyGrpc(GrpcService.EnvoyGrpc.newBuilder()
                                                .setClusterName(Secrets.SDS_CLUSTER)))))
                .build();
    }

    /** One host on this machine. */
    static Cluster cluster(String name, int port) {
        return Cluster.newBuilder()
                .setName(name)
                .setType(Cluster.DiscoveryType.STATIC)
                .setConnectTimeout(Duration.newBuilder().setSeconds(1))
                .setLoadAssignment(ClusterLoadAssignment.newBuilder()
                        .setClusterName(name)
                        .addEndpoints(LocalityLbEndpoints.newBuilder()
                                .addLbEndpoints(LbEndpoint.newBuilder()
                                        .setEndpoint(Endpoint.newBuilder().setAddress(address("127.0.0.1", port))))))
                .build();
    }

    private static FilterChain.Builder http(String name, Route.Builder route) {
        var routes = RouteConfiguration.newBuilder()
                .addVirtualHosts(VirtualHost.newBuilder()
                        .setName("all")
                        .addDomains("*")
                        .addRoutes(route.setMatch(RouteMatch.newBuilder().setPrefix("/"))));
        var manager = HttpConnectionManager.newBuilder()
                .setStatPrefix(name)
                .setRouteConfig(routes)
                .addHttpFilters(HttpFilter.newBuilder()
                        .setName("envoy.filters.http.router")
                        .setTypedConfig(Any.pack((Message) Router.getDefaultInstance())));
        return FilterChain.newBuilder()
                .addFilters(Filter.newBuilder()
                        .setName("envoy.filters.network.http_connection_manager")
                        .setTypedConfig(Any.pack(manager.build())));
    }

    private static Listener listener(String name, String address, int port, FilterChain.Builder chain) {
        return Listener.newBuilder()
                .setName(name)
                .setAddress(address(address, port))
                .addFilterChains(chain)
                .build();
    }

    private static Address address(String address, int port) {
        return Address.newBuilder()
                .setSocketAddress(SocketAddress.newBuilder().setAddress(address).setPortValue(port))
                .build();
    }
}

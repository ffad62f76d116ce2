package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;
import java.util.Objects;

/** What became of some YAML, for one proxy, and ways to look into it. */
record Translated(ProxyConfig config) {
    /** For the client in namespace foo. */
    static Translated client(String yaml) {
        return of(World.around(Yaml.read(yaml)), 0);
    }

    /** For a pod of the first local service. */
    static Translated server(String yaml) {
        return of(World.around(Yaml.read(yaml)), 1);
    }

    /** For the only gateway. */
    static Translated gateway(String yaml) {
        World world = World.around(Yaml.read(yaml));
        return of(world, world.proxies().size() - 1);
    }

    private static Translated of(World world, int proxy) {
        String node = world.proxies().get(proxy).node("cluster.local");
        return switch (Translator.translate(world.mesh(), world.proxies())) {
            case Translation.Complete complete ->
                new Translated(Objects.requireNonNull(complete.configs().get(node)));
            case Translation.Refused refused -> throw new AssertionError(refused.refusals());
        };
    }

    static List<String> refusals(String yaml) {
        World world = World.around(Yaml.read(yaml));
        return switch (Translator.translate(world.mesh(), world.proxies())) {
            case Translation.Complete _ -> List.of();
            case Translation.Refused refused ->
                refused.refusals().stream().map(Refusal::toString).toList();
        };
    }

    boolean hasCluster(String name) {
        return config.clusters().stream().anyMatch(cluster -> cluster.getName().equals(name));
    }

    Cluster cluster(String name) {
        return config.clusters().stream()
                .filter(cluster -> cluster.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cluster " + name + " in "
                        + config.clusters().stream().map(Cluster::getName).toList()));
    }

    /** Groups of endpoints, by EDS or in the cluster itself. */
    List<LocalityLbEndpoints> endpoints(String name) {
        Cluster cluster = cluster(name);
        ClusterLoadAssignment assignment = cluster.hasLoadAssignment()
                ? cluster.getLoadAssignment()
                : config.endpoints().stream()
                        .filter(one -> one.getClusterName().equals(name))
                        .findFirst()
                        .orElseThrow();
        return assignment.getEndpointsList();
    }

    /** {@code address:port} of each endpoint, in order of the groups. */
    static List<String> addresses(List<LocalityLbEndpoints> groups) {
        return groups.stream()
                .flatMap(group -> group.getLbEndpointsList().stream())
                .map(endpoint -> endpoint.getEndpoint().getAddress().getSocketAddress())
                .map(address -> address.getAddress() + ":" + address.getPortValue())
                .toList();
    }

    UpstreamTlsContext tls(String cluster) {
        return tls(cluster(cluster).getTransportSocket());
    }

    static UpstreamTlsContext tls(TransportSocket socket) {
        return unpack(socket.getTypedConfig(), UpstreamTlsContext.class);
    }

    Listener listener(String name) {
        return config.listeners().stream()
                .filter(listener -> listener.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no listener " + name + " in " + listeners()));
    }

    List<String> listeners() {
        return config.listeners().stream().map(Listener::getName).toList();
    }

    VirtualHost host(String routes, String host) {
        RouteConfiguration configuration = config.routes().stream()
                .filter(one -> one.getName().equals(routes))
                .findFirst()
                .orElseThrow();
        return configuration.getVirtualHostsList().stream()
                .filter(one -> one.getName().equals(host))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no host " + host));
    }

    static String target(FilterChain chain) {
        return unpack(chain.getFilters(chain.getFiltersCount() - 1).getTypedConfig(), TcpProxy.class)
                .getCluster();
    }

    static <T extends Message> T unpack(Any any, Class<T> type) {
        try {
            return any.unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(any.getTypeUrl(), e);
        }
    }
}

package io.coddiwomple.sandbox.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A proxy's configuration for loopback, where nothing captures traffic: listeners are where the application, or other
 * proxies, connect to directly. What is matched, encrypted, checked and chosen stays as it was.
 */
final class Rebinding {
    private static final String ANY = "0.0.0.0";
    private static final String INBOUND = "virtualInbound";
    private static final String OUTBOUND = "virtualOutbound";
    private static final String ORIGINAL_DESTINATION = "envoy.filters.listener.original_dst";

    private final Block block;
    private final Ports ports;
    private final Endpoints endpoints;

    Rebinding(Block block, Ports ports, Endpoints endpoints) {
        this.block = block;
        this.ports = ports;
        this.endpoints = endpoints;
    }

    ProxyConfig of(ProxyConfig config) {
        boolean sidecar = config.listeners().stream()
                .anyMatch(listener -> listener.getName().equals(INBOUND));
        Map<String, RouteConfiguration> routes = new HashMap<>();
        config.routes().forEach(route -> routes.put(route.getName(), route));
        List<Listener> listeners = new ArrayList<>();
        SortedSet<String> used = new TreeSet<>();
        for (Listener listener : config.listeners()) {
            String route = routeName(listener);
            moved(listener, sidecar, route == null ? null : routes.get(route)).ifPresent(moved -> {
                listeners.add(moved);
                if (route != null) {
                    used.add(route);
                }
            });
        }
        return new ProxyConfig(
                listeners,
                config.routes().stream()
                        .filter(route -> used.contains(route.getName()))
                        .toList(),
                config.clusters().stream().map(this::reached).toList(),
                config.endpoints().stream().map(endpoints::of).toList(),
                config.secrets());
    }

    private Optional<Listener> moved(Listener listener, boolean sidecar, @Nullable RouteConfiguration routes) {
        SocketAddress address = listener.getAddress().getSocketAddress();
        int port = ports.bindable(address.getPortValue());
        if (listener.getName().equals(OUTBOUND)) {
            // Only for what is captured.
            return Optional.empty();
        }
        if (listener.getName().equals(INBOUND)) {
            return Optional.of(inbound(listener));
        }
        if (!sidecar) {
            return Optional.of(at(listener, List.of(block.pod()), port));
        }
        List<String> called = routes == null ? List.of(address.getAddress()) : addresses(routes);
        List<String> own = called.stream()
                .map(one -> one.equals(ANY) ? block.unnamed() : block.standsFor(one))
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(at(listener, own, port));
    }

    /** Each declared port at the pod's own address, as others call it. */
    private Listener inbound(Listener listener) {
        SortedSet<Integer> declared = new TreeSet<>();
        for (FilterChain chain : listener.getFilterChainsList()) {
            if (chain.getFilterChainMatch().hasDestinationPort()) {
                declared.add(chain.getFilterChainMatch().getDestinationPort().getValue());
            }
        }
        Listener.Builder builder = listener.toBuilder()
                .setAddress(address(
                        block.pod(), listener.getAddress().getSocketAddress().getPortValue()));
        declared.remove(listener.getAddress().getSocketAddress().getPortValue());
        declared.forEach(port ->
                builder.addAdditionalAddresses(AdditionalAddress.newBuilder().setAddress(address(block.pod(), port))));
        List<io.envoyproxy.envoy.config.listener.v3.ListenerFilter> filters = builder.getListenerFiltersList().stream()
                .filter(filter -> !filter.getName().equals(ORIGINAL_DESTINATION))
                .toList();
        return builder.clearListenerFilters().addAllListenerFilters(filters).build();
    }

    private static Listener at(Listener listener, List<String> addresses, int port) {
        Listener.Builder builder =
                listener.toBuilder().clearBindToPort().setAddress(address(addresses.getFirst(), port));
        addresses.stream()
                .skip(1)
                .forEach(one -> builder.addAdditionalAddresses(
                        AdditionalAddress.newBuilder().setAddress(address(one, port))));
        return builder.build();
    }

    /** Of the services that a listener for one port serves: virtual hosts have them among their domains. */
    private static List<String> addresses(RouteConfiguration routes) {
        return routes.getVirtualHostsList().stream()
                .flatMap(host -> host.getDomainsList().stream())
                .filter(Rebinding::isAddress)
                .map(domain -> domain.startsWith("[") ? domain.substring(1, domain.length() - 1) : domain)
                .distinct()
                .toList();
    }

    private static boolean isAddress(String domain) {
        return domain.startsWith("[") || domain.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private Cluster reached(Cluster cluster) {
        if (cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST) {
            return toApplication(cluster);
        }
        return cluster.hasLoadAssignment()
                ? cluster.toBuilder()
                        .setLoadAssignment(endpoints.of(cluster.getLoadAssignment()))
                        .build()
                : cluster;
    }

    /** Nothing here has an original destination: a pod's port leads to its application, all else nowhere. */
    private Cluster toApplication(Cluster cluster) {
        Cluster.Builder builder = cluster.toBuilder()
                .setType(Cluster.DiscoveryType.STATIC)
                .setLbPolicy(Cluster.LbPolicy.ROUND_ROBIN)
                .clearCleanupInterval()
                .clearUpstreamBindConfig();
        String[] words = cluster.getName().split("\\|", -1);
        if (words[0].equals("inbound") && words.length > 1) {
            var assignment = ClusterLoadAssignment.newBuilder().setClusterName(cluster.getName());
            assignment
                    .addEndpointsBuilder()
                    .addLbEndpointsBuilder()
                    .getEndpointBuilder()
                    .setAddress(address(block.application(), Integer.parseInt(words[1])));
            builder.setLoadAssignment(assignment);
        }
        return builder.build();
    }

    private static Address address(String address, int port) {
        return Address.newBuilder()
                .setSocketAddress(SocketAddress.newBuilder().setAddress(address).setPortValue(port))
                .build();
    }

    /** Of the routes that a listener fetches; null when it has none. */
    private static @Nullable String routeName(Listener listener) {
        for (FilterChain chain : listener.getFilterChainsList()) {
            for (Filter filter : chain.getFiltersList()) {
                Any config = filter.getTypedConfig();
                if (config.is(HttpConnectionManager.class)) {
                    HttpConnectionManager manager = unpacked(config);
                    if (manager.hasRds()) {
                        return manager.getRds().getRouteConfigName();
                    }
                }
            }
        }
        return null;
    }

    private static HttpConnectionManager unpacked(Any config) {
        try {
            return config.unpack(HttpConnectionManager.class);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a filter that is not what it says", e);
        }
    }
}

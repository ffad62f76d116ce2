package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the parts of a configuration fit each other: a proxy waits for ever for what is named and not there. */
final class Consistency {
    private Consistency() {}

    static void check(
            List<Listener> listeners,
            List<RouteConfiguration> routes,
            List<Cluster> clusters,
            List<ClusterLoadAssignment> endpoints) {
        unique("listener", listeners.stream().map(Listener::getName).toList());
        unique("cluster", clusters.stream().map(Cluster::getName).toList());
        equal(
                "route configurations",
                named(listeners),
                routes.stream().map(RouteConfiguration::getName).toList());
        List<String> wanted = clusters.stream()
                .filter(cluster -> cluster.getType() == Cluster.DiscoveryType.EDS)
                .map(cluster -> cluster.getEdsClusterConfig().getServiceName())
                .toList();
        equal(
                "load assignments",
                wanted,
                endpoints.stream().map(ClusterLoadAssignment::getClusterName).toList());
    }

    private static void unique(String what, List<String> names) {
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("two of the same " + what + " in " + names);
        }
    }

    private static void equal(String what, List<String> wanted, List<String> there) {
        unique(what, there);
        SortedSet<String> named = new TreeSet<>(wanted);
        if (!named.equals(new TreeSet<>(there))) {
            throw new IllegalArgumentException(what + " " + named + " are named, and " + there + " are there");
        }
    }

    private static List<String> named(List<Listener> listeners) {
        return listeners.stream()
                .flatMap(listener -> {
                    List<FilterChain> chains = new ArrayList<>(listener.getFilterChainsList());
                    chains.add(listener.getDefaultFilterChain());
                    return chains.stream();
                })
                .flatMap(chain -> chain.getFiltersList().stream())
                .filter(filter -> filter.getTypedConfig().is(HttpConnectionManager.class))
                .map(filter -> manager(filter.getTypedConfig()))
                .filter(HttpConnectionManager::hasRds)
                .map(manager -> manager.getRds().getRouteConfigName())
                .collect(Collectors.toList());
    }

    private static HttpConnectionManager manager(Any config) {
        try {
            return config.unpack(HttpConnectionManager.class);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a filter that is not what it says", e);
        }
    }
}

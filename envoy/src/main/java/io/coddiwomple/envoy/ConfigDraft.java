package io.coddiwomple.envoy;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A proxy's configuration while it is made. Owned by one thread. */
final class ConfigDraft {
    private final SortedMap<String, Listener> listeners = new TreeMap<>();
    private final SortedMap<String, RouteConfiguration> routes = new TreeMap<>();
    private final SortedMap<String, Cluster> clusters = new TreeMap<>();
    private final SortedMap<String, ClusterLoadAssignment> endpoints = new TreeMap<>();

    void add(Listener listener) {
        unique(listeners.put(listener.getName(), listener) == null, listener.getName());
    }

    void add(RouteConfiguration route) {
        unique(routes.put(route.getName(), route) == null, route.getName());
    }

    void add(Cluster cluster) {
        unique(clusters.put(cluster.getName(), cluster) == null, cluster.getName());
    }

    void add(ClusterLoadAssignment assignment) {
        unique(endpoints.put(assignment.getClusterName(), assignment) == null, assignment.getClusterName());
    }

    private static void unique(boolean isNew, String name) {
        if (!isNew) {
            throw new IllegalStateException("two of the name " + name);
        }
    }

    boolean hasCluster(String name) {
        return clusters.containsKey(name);
    }

    ProxyConfig config() {
        return new ProxyConfig(
                List.copyOf(listeners.values()),
                List.copyOf(routes.values()),
                List.copyOf(clusters.values()),
                List.copyOf(endpoints.values()),
                new TreeSet<>(List.of(Secrets.WORKLOAD, Secrets.ROOT)));
    }
}

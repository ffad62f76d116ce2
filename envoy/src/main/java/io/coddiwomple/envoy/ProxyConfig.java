package io.coddiwomple.envoy;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import java.util.SortedSet;

/**
 * The whole configuration of one proxy. Names are unique, and exactly the route configurations and load assignments that
 * other parts name are there. A route may name a cluster that is not there, which means, as with istiod, that its
 * destination does not exist: such calls fail.
 *
 * @param secrets names that it fetches by SDS
 */
public record ProxyConfig(
        List<Listener> listeners,
        List<RouteConfiguration> routes,
        List<Cluster> clusters,
        List<ClusterLoadAssignment> endpoints,
        SortedSet<String> secrets) {
    public ProxyConfig {
        Consistency.check(listeners, routes, clusters, endpoints);
        listeners = List.copyOf(listeners);
        routes = List.copyOf(routes);
        clusters = List.copyOf(clusters);
        endpoints = List.copyOf(endpoints);
        secrets = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(secrets));
    }
}

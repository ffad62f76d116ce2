package io.coddiwomple.it.xds;

import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;

/** All that one proxy is told. */
record Served(
        List<Listener> listeners,
        List<RouteConfiguration> routes,
        List<Cluster> clusters,
        List<ClusterLoadAssignment> endpoints) {
    static Served of(ProxyConfig config) {
        return new Served(config.listeners(), config.routes(), config.clusters(), config.endpoints());
    }
}

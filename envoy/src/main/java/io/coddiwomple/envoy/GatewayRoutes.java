package io.coddiwomple.envoy;

import io.coddiwomple.envoy.IngressGateway.Server;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which service a gateway's plain HTTP requests are for (istiod's core/gateway.go). */
final class GatewayRoutes {
    private final Scope scope;
    private final HttpRoutes routes;

    GatewayRoutes(Scope scope) {
        this.scope = scope;
        this.routes = new HttpRoutes(scope);
    }

    record Bound(IngressGateway gateway, Server server) {}

    RouteConfiguration of(String name, int port, List<Bound> servers) {
        SortedMap<String, List<Route>> byHost = new TreeMap<>();
        for (Bound bound : servers) {
            for (VirtualService service : scope.routesOf(bound.gateway())) {
                if (service.http().isEmpty()) {
                    continue;
                }
                for (String host : common(service.hosts(), bound.server().hosts())) {
                    byHost.computeIfAbsent(host, _ -> new ArrayList<>()).addAll(routes.of(service, port));
                }
            }
        }
        RouteConfiguration.Builder configuration = OutboundRoutes.configuration(name);
        if (byHost.isEmpty()) {
            configuration.addVirtualHosts(
                    VirtualHost.newBuilder().setName("blackhole:" + port).addDomains("*"));
        }
        byHost.forEach((host, all) -> configuration.addVirtualHosts(
                OutboundRoutes.host(host + ":" + port, List.of(host)).addAllRoutes(all)));
        return configuration.build();
    }

    /** Hosts that both stand for, the narrower of each two. */
    private static List<String> common(List<String> wanted, List<String> served) {
        List<String> common = new ArrayList<>();
        for (String host : wanted) {
            for (String server : served) {
                if (Hosts.within(host, server)) {
                    common.add(host);
                } else if (Hosts.within(server, host)) {
                    common.add(server);
                }
            }
        }
        return common.stream().distinct().toList();
    }
}

package io.coddiwomple.envoy;

import io.coddiwomple.envoy.IngressGateway.Server;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which service a gateway's plain HTTP requests are for (istiod's core/gateway.go). */
final class GatewayRoutes {
    private final Scope scope;
    private final HttpRoutes routes;

    GatewayRoutes(Scope scope) {
        this.scope = scope;
        this.routes = HttpRoutes.ofGateway(scope);
    }

    record Bound(IngressGateway gateway, Server server) {}

    RouteConfiguration of(String name, int port, List<Bound> servers) {
        Map<String, List<VirtualService>> byHost = new HashMap<>();
        for (Bound bound : servers) {
            for (VirtualService service : scope.routesOf(bound.gateway())) {
                if (service.http().isEmpty()) {
                    continue;
                }
                for (String host : common(service.hosts(), bound.server().hosts())) {
                    byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(service);
                }
            }
        }
        RouteConfiguration.Builder configuration = OutboundRoutes.configuration(name);
        if (byHost.isEmpty()) {
            configuration.addVirtualHosts(
                    VirtualHost.newBuilder().setName("blackhole:" + port).addDomains("*"));
        }
        // Hosts with the same routes are one, called by the most specific.
        Map<List<VirtualService>, List<String>> together = new LinkedHashMap<>();
        byHost.keySet().stream()
                .sorted(Hosts.MOST_SPECIFIC_FIRST)
                .forEach(host -> together.computeIfAbsent(byHost.getOrDefault(host, List.of()), _ -> new ArrayList<>())
                        .add(host));
        together.forEach((all, hosts) -> {
            VirtualHost.Builder host = OutboundRoutes.host(hosts.getFirst() + ":" + port, hosts);
            all.forEach(service -> host.addAllRoutes(routes.of(service, port)));
            configuration.addVirtualHosts(host);
        });
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

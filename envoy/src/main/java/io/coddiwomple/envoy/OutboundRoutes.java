package io.coddiwomple.envoy;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.coddiwomple.envoy.MeshService.Port;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which service a sidecar's requests are for, by Host header: one configuration a port (istiod's core/httproute.go). */
final class OutboundRoutes {
    private static final int DIRECT_BODY_BYTES = 1 << 20;

    private final Scope scope;
    private final String namespace;
    private final String domain;
    private final HttpRoutes routes;

    OutboundRoutes(Scope scope, String namespace, String domain) {
        this.scope = scope;
        this.namespace = namespace;
        this.domain = domain;
        this.routes = HttpRoutes.ofSidecar(scope);
    }

    RouteConfiguration of(int port) {
        RouteConfiguration.Builder configuration = configuration(Integer.toString(port));
        for (MeshService service : scope.services()) {
            if (speaksHttp(service, port)) {
                configuration.addVirtualHosts(
                        host(service.host() + ":" + port, domains(service)).addAllRoutes(routes(service, port)));
            }
        }
        scope.meshRoutes().forEach(routed -> addOthers(configuration, routed, port));
        return configuration.addVirtualHosts(anyHost()).build();
    }

    private static boolean speaksHttp(MeshService service, int port) {
        Port own = service.port(port);
        return own != null && own.protocol().isHttp();
    }

    /**
     * Hosts of routes that are no service at this port. istiod serves them where another host of the same routes is one,
     * and at port 80 in any case (core/route/route.go).
     */
    private void addOthers(RouteConfiguration.Builder configuration, VirtualService routed, int port) {
        List<String> others = routed.hosts().stream()
                .filter(host -> {
                    MeshService service = scope.service(host);
                    return service == null || !speaksHttp(service, port);
                })
                .toList();
        if (port != 80 && others.size() == routed.hosts().size()) {
            return;
        }
        List<Route> all = routes.of(routed, port);
        if (!all.isEmpty()) {
            others.forEach(host -> configuration.addVirtualHosts(
                    host(host + ":" + port, List.of(host)).addAllRoutes(all)));
        }
    }

    /** Common to sidecars and gateways. */
    static RouteConfiguration.Builder configuration(String name) {
        return RouteConfiguration.newBuilder()
                .setName(name)
                .setValidateClusters(BoolValue.of(false))
                .setMaxDirectResponseBodySizeBytes(UInt32Value.of(DIRECT_BODY_BYTES))
                .setIgnorePortInHostMatching(true);
    }

    static VirtualHost.Builder host(String name, Iterable<String> domains) {
        return VirtualHost.newBuilder().setName(name).addAllDomains(domains).setIncludeRequestAttemptCount(true);
    }

    private List<Route> routes(MeshService service, int port) {
        VirtualService own = scope.routes(service.host());
        List<Route> all = own == null ? List.of() : routes.of(own, port);
        // Rules that are all for other ports count for nothing at this one.
        return all.isEmpty() ? List.of(routes.plain(service, port)) : all;
    }

    /** All names that a client may call it by. */
    private List<String> domains(MeshService service) {
        Set<String> domains = new LinkedHashSet<>();
        domains.add(service.host());
        domains.add(service.host() + ".");
        String suffix = ".svc." + domain;
        if (service.host().endsWith(suffix)) {
            String name = service.host().substring(0, service.host().length() - suffix.length());
            int dot = name.lastIndexOf('.');
            if (dot > 0 && name.substring(dot + 1).equals(namespace)) {
                domains.add(name.substring(0, dot));
            }
            domains.add(name);
            domains.add(name + ".svc");
        }
        if (!service.addresses().isEmpty()) {
            String address = service.addresses().getFirst();
            domains.add(address.contains(":") ? "[" + address + "]" : address);
        }
        return new ArrayList<>(domains);
    }

    /** What is no service of the mesh is left alone. */
    @SuppressWarnings("deprecation") // As in HttpRoutes.
    private static VirtualHost anyHost() {
        return host("allow_any", List.of("*"))
                .addRoutes(Route.newBuilder()
                        .setName("allow_any")
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(RouteAction.newBuilder()
                                .setCluster(Names.PASSTHROUGH)
                                .setTimeout(Durations.seconds(0))
                                .setMaxGrpcTimeout(Durations.seconds(0))))
                .build();
    }
}

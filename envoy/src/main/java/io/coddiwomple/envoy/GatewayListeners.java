package io.coddiwomple.envoy;

import com.google.protobuf.UInt32Value;
import io.coddiwomple.envoy.IngressGateway.Mode;
import io.coddiwomple.envoy.IngressGateway.Server;
import io.coddiwomple.envoy.MeshService.Port;
import io.coddiwomple.envoy.VirtualService.Target;
import io.coddiwomple.envoy.VirtualService.TcpRule;
import io.coddiwomple.envoy.VirtualService.TlsMatch;
import io.coddiwomple.envoy.VirtualService.TlsRule;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a gateway listens for: one listener for each port of its Gateways (istiod's core/gateway.go). */
final class GatewayListeners {
    private final Scope scope;
    private final List<IngressGateway> gateways;
    private final ConfigDraft draft;
    private final Refusals refusals;
    private final HttpRoutes routes;

    /** @param gateways that select the proxy */
    GatewayListeners(Scope scope, List<IngressGateway> gateways, ConfigDraft draft, Refusals refusals) {
        this.scope = scope;
        this.gateways = gateways;
        this.draft = draft;
        this.refusals = refusals;
        this.routes = HttpRoutes.ofGateway(scope);
    }

    private record Bound(IngressGateway gateway, Server server) {}

    void add() {
        SortedMap<Integer, List<Bound>> byPort = new TreeMap<>();
        for (IngressGateway gateway : gateways) {
            for (Server server : gateway.servers()) {
                byPort.computeIfAbsent(server.port(), _ -> new ArrayList<>()).add(new Bound(gateway, server));
            }
        }
        byPort.forEach(this::add);
    }

    private void add(int port, List<Bound> servers) {
        boolean plain = servers.getFirst().server().mode() == Mode.PLAIN;
        boolean http = servers.getFirst().server().protocol().isHttp();
        for (Bound bound : servers) {
            if ((bound.server().mode() == Mode.PLAIN) != plain
                    || bound.server().protocol().isHttp() != http) {
                refusals.add(
                        bound.gateway().key(),
                        "port " + port + " has servers of different kinds, which are not translated together");
                return;
            }
        }
        Listener.Builder listener = Listener.newBuilder()
                .setName("0.0.0.0_" + port)
                .setAddress(Assignment.address("0.0.0.0", port))
                .setTrafficDirection(TrafficDirection.OUTBOUND)
                .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1));
        if (http) {
            String route = "http." + port;
            listener.addFilterChains(FilterChain.newBuilder()
                    .addFilters(Filters.gatewayHttp("outbound_0.0.0.0_" + port + ";", route))
                    .setTransportSocketConnectTimeout(Filters.HANDSHAKE_TIMEOUT));
            draft.add(listener.build());
            List<GatewayRoutes.Bound> bound = servers.stream()
                    .map(one -> new GatewayRoutes.Bound(one.gateway(), one.server()))
                    .toList();
            draft.add(new GatewayRoutes(scope).of(route, port, bound));
            return;
        }
        if (plain) {
            servers.forEach(bound -> addTcp(listener, bound));
        } else {
            Set<String> taken = new HashSet<>();
            Set<String> passing = new HashSet<>();
            servers.forEach(bound -> addTls(listener, bound, taken, passing));
            listener.addListenerFilters(Filters.tlsInspector());
        }
        if (listener.getFilterChainsCount() > 0) {
            draft.add(listener.build());
        }
    }

    private void addTcp(Listener.Builder listener, Bound bound) {
        for (VirtualService service : scope.routesOf(bound.gateway())) {
            for (TcpRule rule : service.tcp()) {
                if (rule.ports().isEmpty()
                        || rule.ports().contains(0)
                        || rule.ports().contains(bound.server().port())) {
                    if (listener.getFilterChainsCount() > 0) {
                        refusals.add(
                                service.key(),
                                "tcp is the second rule for port "
                                        + bound.server().port() + " of a gateway, which is not translated");
                        return;
                    }
                    listener.addFilterChains(
                            chain(rule.targets(), bound.server().port()));
                }
            }
        }
    }

    private void addTls(Listener.Builder listener, Bound bound, Set<String> taken, Set<String> passing) {
        switch (bound.server().mode()) {
            case AUTO_PASSTHROUGH -> addByService(listener, bound.server(), passing);
            case PASSTHROUGH -> addByRoute(listener, bound, taken);
            case PLAIN -> throw new IllegalStateException("no TLS");
        }
    }

    /** The server's hosts are the list of what may be called, and each is called by its exact SNI only. */
    private void addByService(Listener.Builder listener, Server server, Set<String> passing) {
        for (MeshService service : scope.services()) {
            if (service.external() || server.hosts().stream().noneMatch(host -> Hosts.within(service.host(), host))) {
                continue;
            }
            DestinationRule rule = scope.rule(service);
            for (Port port : service.ports()) {
                addPassing(listener, Names.sni(port.number(), "", service.host()), port, passing);
                if (rule != null) {
                    for (DestinationRule.Subset subset : rule.subsets()) {
                        addPassing(listener, Names.sni(port.number(), subset.name(), service.host()), port, passing);
                    }
                }
            }
        }
    }

    /** @param passing SNIs that have a chain, as two Gateways may export one service */
    private static void addPassing(Listener.Builder listener, String sni, Port port, Set<String> passing) {
        if (passing.add(sni)) {
            listener.addFilterChains(FilterChain.newBuilder()
                    .addAllFilters(Filters.tcp(sni, port.protocol()))
                    .setFilterChainMatch(FilterChainMatch.newBuilder()
                            .addServerNames(sni)
                            .addAllApplicationProtocols(Filters.MUTUAL))
                    .setTransportSocketConnectTimeout(Filters.HANDSHAKE_TIMEOUT));
        }
    }

    private void addByRoute(Listener.Builder listener, Bound bound, Set<String> taken) {
        for (VirtualService service : scope.routesOf(bound.gateway())) {
            boolean matches = service.hosts().stream()
                    .anyMatch(host -> bound.server().hosts().stream()
                            .anyMatch(served -> Hosts.within(host, served) || Hosts.within(served, host)));
            if (!matches) {
                continue;
            }
            for (TlsRule rule : service.tls()) {
                for (TlsMatch match : rule.matches()) {
                    if (match.port() != 0 && match.port() != bound.server().port()) {
                        continue;
                    }
                    if (match.sniHosts().stream().anyMatch(taken::contains)) {
                        // istiod skips a match with an SNI that an earlier one has.
                        continue;
                    }
                    taken.addAll(match.sniHosts());
                    FilterChain.Builder chain =
                            chain(rule.targets(), bound.server().port()).toBuilder();
                    listener.addFilterChains(chain.setFilterChainMatch(serverNames(match)));
                }
            }
        }
    }

    /** Sorted, as istiod has it; with the name that stands for all there is no need of one. */
    private static FilterChainMatch.Builder serverNames(TlsMatch match) {
        FilterChainMatch.Builder builder = FilterChainMatch.newBuilder();
        return match.sniHosts().contains("*")
                ? builder
                : builder.addAllServerNames(match.sniHosts().stream().sorted().toList());
    }

    private FilterChain chain(List<Target> targets, int port) {
        return Filters.tcpChain(routes.cluster(targets.getFirst(), port))
                .setTransportSocketConnectTimeout(Filters.HANDSHAKE_TIMEOUT)
                .build();
    }
}

package io.coddiwomple.envoy;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.coddiwomple.envoy.MeshService.Port;
import io.coddiwomple.resource.ResourceKey;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What captured connections meet: one listener for each HTTP port, whatever the address, and one for each virtual
 * address of a TCP port (istiod's core/listener.go). None is bound to its address: {@code virtualOutbound} accepts what
 * iptables redirects, and hands it to the listener of the original destination.
 */
final class OutboundListeners {
    private static final String ANY = "0.0.0.0";
    private static final int PORT = 15001;

    private final Scope scope;
    private final ConfigDraft draft;
    private final Refusals refusals;
    private final Map<String, String> taken = new HashMap<>();

    OutboundListeners(Scope scope, ConfigDraft draft, Refusals refusals) {
        this.scope = scope;
        this.draft = draft;
        this.refusals = refusals;
    }

    /** @return the HTTP ports, each of which wants a route configuration of its number */
    SortedSet<Integer> add() {
        SortedSet<Integer> httpPorts = new TreeSet<>();
        Map<Integer, Boolean> grpcWeb = new HashMap<>();
        for (MeshService service : scope.services()) {
            for (Port port : service.ports()) {
                if (port.protocol().isHttp()) {
                    httpPorts.add(port.number());
                    boolean own = port.protocol() == Protocol.GRPC_WEB;
                    Boolean others = grpcWeb.putIfAbsent(port.number(), own);
                    if (others != null && others != own) {
                        refusals.add(
                                new ResourceKey("", "Service", "", service.host()),
                                "port " + port.number()
                                        + " is gRPC-Web in one service and not in another; two on one listener are not"
                                        + " translated");
                    }
                } else {
                    addTcp(service, port);
                }
            }
        }
        for (int port : httpPorts) {
            claim(ANY, port, "the HTTP services of this port");
            draft.add(http(port, grpcWeb.getOrDefault(port, false)));
        }
        draft.add(virtual());
        return httpPorts;
    }

    private void addTcp(MeshService service, Port port) {
        List<String> addresses = service.addresses().isEmpty() ? List.of(ANY) : service.addresses();
        for (String address : addresses) {
            if (claim(address, port.number(), service.host())) {
                draft.add(tcp(service, port, address));
            }
        }
    }

    /** Whether nobody else had it; istiod merges what shares a listener by rules that are not translated. */
    private boolean claim(String address, int port, String owner) {
        String other = taken.putIfAbsent(address + "_" + port, owner);
        if (other != null) {
            refusals.add(
                    new ResourceKey("", "Service", "", owner),
                    "port " + port + " at " + address + " is also that of " + other
                            + "; two on one listener are not translated");
        }
        return other == null;
    }

    private static Listener.Builder listener(String address, int port) {
        return Listener.newBuilder()
                .setName(address + "_" + port)
                .setAddress(Assignment.address(address, port))
                .setTrafficDirection(TrafficDirection.OUTBOUND)
                .setListenerFiltersTimeout(Durations.seconds(0))
                .setContinueOnListenerFiltersTimeout(true)
                .setBindToPort(BoolValue.of(false));
    }

    private static Listener tcp(MeshService service, Port port, String address) {
        String cluster = Names.outbound(port.number(), "", service.host());
        FilterChain.Builder chain = FilterChain.newBuilder()
                .addAllFilters(Filters.tcp(cluster, port.protocol()))
                .setTransportSocketConnectTimeout(Filters.HANDSHAKE_TIMEOUT);
        Listener.Builder listener = listener(address, port.number());
        if (address.equals(ANY) && port.protocol().isTls()) {
            chain.setFilterChainMatch(FilterChainMatch.newBuilder().addServerNames(service.host()));
            listener.addListenerFilters(Filters.tlsInspector()).setDefaultFilterChain(passthrough());
        }
        return listener.addFilterChains(chain).build();
    }

    private static Listener http(int port, boolean grpcWeb) {
        FilterChain.Builder chain = FilterChain.newBuilder()
                .setFilterChainMatch(FilterChainMatch.newBuilder()
                        .setTransportProtocol("raw_buffer")
                        .addAllApplicationProtocols(Filters.PLAIN_HTTP))
                .addFilters(Filters.outboundHttp("outbound_" + ANY + "_" + port + ";", Integer.toString(port), grpcWeb))
                .setTransportSocketConnectTimeout(Filters.HANDSHAKE_TIMEOUT);
        return listener(ANY, port)
                .addFilterChains(chain)
                .addListenerFilters(Filters.httpInspector())
                .setDefaultFilterChain(passthrough())
                .build();
    }

    /** What no service claims goes where the application wanted. */
    private static FilterChain passthrough() {
        return Filters.tcpChain(Names.PASSTHROUGH)
                .setName("PassthroughFilterChain")
                .setFilterChainMatch(FilterChainMatch.getDefaultInstance())
                .build();
    }

    private static Listener virtual() {
        return Listener.newBuilder()
                .setName("virtualOutbound")
                .setAddress(Assignment.address(ANY, PORT))
                .setUseOriginalDst(BoolValue.of(true))
                .setTrafficDirection(TrafficDirection.OUTBOUND)
                .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1))
                // Called directly, it would call itself.
                .addFilterChains(Filters.tcpChain(Names.BLACK_HOLE)
                        .setName("virtualOutbound-blackhole")
                        .setFilterChainMatch(FilterChainMatch.newBuilder().setDestinationPort(UInt32Value.of(PORT))))
                .addFilterChains(Filters.tcpChain(Names.PASSTHROUGH).setName("virtualOutbound-catchall-tcp"))
                .build();
    }
}

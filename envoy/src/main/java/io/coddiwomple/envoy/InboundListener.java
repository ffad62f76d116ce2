package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What connections to a pod meet: mutual TLS from the mesh, and plain text too, as a mesh without PeerAuthentication is
 * permissive (istiod's core/listener_inbound.go, core/filterchain_options.go).
 */
final class InboundListener {
    private static final int PORT = 15006;
    /** What istiod allows below TLS 1.3. */
    private static final List<String> CIPHERS = List.of(
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "AES256-GCM-SHA384",
            "AES128-GCM-SHA256");

    private final InboundPorts ports;
    private final TransportSocket mutualTls;

    /** @param trustDomains whose identities may call */
    InboundListener(InboundPorts ports, List<String> trustDomains) {
        this.ports = ports;
        this.mutualTls = mutualTls(trustDomains);
    }

    Listener listener() {
        Listener.Builder listener = Listener.newBuilder()
                .setName("virtualInbound")
                .setAddress(Assignment.address("0.0.0.0", PORT))
                .setTrafficDirection(TrafficDirection.INBOUND)
                .setListenerFiltersTimeout(Durations.seconds(0))
                .setContinueOnListenerFiltersTimeout(true)
                .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1))
                .addFilterChains(Filters.tcpChain(Names.BLACK_HOLE)
                        .setName("virtualInbound-blackhole")
                        .setFilterChainMatch(FilterChainMatch.newBuilder().setDestinationPort(UInt32Value.of(PORT))));
        addUnknownPorts(listener);
        ports.byPort().forEach((port, target) -> addPort(listener, port, target));
        SortedSet<Integer> declared = new TreeSet<>(ports.byPort().keySet());
        declared.add(PORT);
        return listener.addListenerFilters(Filters.originalDestination())
                .addListenerFilters(Filters.tlsInspector().setFilterDisabled(Filters.toPorts(List.of(PORT))))
                // A declared port says what it speaks.
                .addListenerFilters(Filters.httpInspector().setFilterDisabled(Filters.toPorts(declared)))
                .build();
    }

    /** Ports that no service declares: what they speak is found out. */
    private void addUnknownPorts(Listener.Builder listener) {
        String cluster = Names.INBOUND_PASSTHROUGH;
        Filter http = Filters.inboundHttp(cluster + ";", routes(cluster, cluster, 0, true), Protocol.HTTP);
        Filter tcp = Filters.tcpProxy(cluster);
        listener.addFilterChains(chain("virtualInbound-catchall-http", tls(Filters.MUTUAL_HTTP), http)
                        .setTransportSocket(mutualTls))
                .addFilterChains(chain("virtualInbound-catchall-http", plain(Filters.PLAIN_HTTP), http))
                .addFilterChains(
                        chain("virtualInbound", tls(Filters.MUTUAL_TCP), tcp).setTransportSocket(mutualTls))
                .addFilterChains(chain("virtualInbound", plain(List.of()), tcp))
                .addFilterChains(chain("virtualInbound", tls(List.of()), tcp));
    }

    private void addPort(Listener.Builder listener, int port, InboundPorts.Target target) {
        Protocol protocol = target.servicePort().protocol();
        String cluster = Names.inbound(port);
        String name = "0.0.0.0_" + port;
        boolean retry = protocol != Protocol.GRPC && protocol != Protocol.GRPC_WEB;
        List<Filter> filters = protocol.isHttp()
                ? List.of(Filters.inboundHttp(
                        "inbound_" + name + ";",
                        routes(cluster, cluster, target.servicePort().number(), retry),
                        protocol))
                : Filters.tcp(cluster, protocol);
        listener.addFilterChains(
                chain(name, at(port, tls(Filters.MUTUAL)), filters).setTransportSocket(mutualTls));
        if (!protocol.isHttp()) {
            listener.addFilterChains(chain(name, at(port, tls(List.of())), filters));
        }
        listener.addFilterChains(chain(name, at(port, plain(List.of())), filters));
    }

    private static FilterChain.Builder chain(String name, FilterChainMatch.Builder match, Filter filter) {
        return chain(name, match, List.of(filter));
    }

    private static FilterChain.Builder chain(String name, FilterChainMatch.Builder match, List<Filter> filters) {
        return FilterChain.newBuilder().setName(name).setFilterChainMatch(match).addAllFilters(filters);
    }

    private static FilterChainMatch.Builder tls(List<String> protocols) {
        return FilterChainMatch.newBuilder().setTransportProtocol("tls").addAllApplicationProtocols(protocols);
    }

    private static FilterChainMatch.Builder plain(List<String> protocols) {
        return FilterChainMatch.newBuilder().setTransportProtocol("raw_buffer").addAllApplicationProtocols(protocols);
    }

    private static FilterChainMatch.Builder at(int port, FilterChainMatch.Builder match) {
        return match.setDestinationPort(UInt32Value.of(port));
    }

    /** @param retry once more on connections that the application had just closed; not for streams */
    private static RouteConfiguration routes(String name, String cluster, int servicePort, boolean retry) {
        RouteAction.Builder action = RouteAction.newBuilder()
                .setCluster(cluster)
                .setTimeout(Durations.seconds(0))
                .setMaxStreamDuration(RouteAction.MaxStreamDuration.newBuilder()
                        .setMaxStreamDuration(Durations.seconds(0))
                        .setGrpcTimeoutHeaderMax(Durations.seconds(0)));
        if (retry) {
            action.setRetryPolicy(
                    RetryPolicy.newBuilder().setRetryOn("reset-before-request").setNumRetries(UInt32Value.of(2)));
        }
        return RouteConfiguration.newBuilder()
                .setName(name)
                .setValidateClusters(BoolValue.of(false))
                .addVirtualHosts(VirtualHost.newBuilder()
                        .setName("inbound|http|" + servicePort)
                        .addDomains("*")
                        .addRoutes(Route.newBuilder()
                                .setName("default")
                                .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                                .setRoute(action)))
                .build();
    }

    @SuppressWarnings("deprecation") // As in UpstreamTls.
    private static TransportSocket mutualTls(List<String> trustDomains) {
        CertificateValidationContext.Builder validation = CertificateValidationContext.newBuilder();
        trustDomains.forEach(domain ->
                validation.addMatchSubjectAltNames(StringMatcher.newBuilder().setPrefix("spiffe://" + domain + "/")));
        var common = Secrets.mutual(
                        validation.build(), TlsParameters.newBuilder().addAllCipherSuites(CIPHERS))
                .addAlpnProtocols("h2")
                .addAlpnProtocols("http/1.1");
        return TransportSocket.newBuilder()
                .setName(UpstreamTls.TLS_SOCKET)
                .setTypedConfig(Any.pack(DownstreamTlsContext.newBuilder()
                        .setCommonTlsContext(common)
                        .setRequireClientCertificate(BoolValue.of(true))
                        .build()))
                .build();
    }
}

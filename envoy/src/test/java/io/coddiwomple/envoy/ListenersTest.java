package io.coddiwomple.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners of sidecars and gateways. */
class ListenersTest {
    @Test
    void catchesHttpByPortAndTcpByAddress() {
        Translated client = Translated.client(Samples.CLIENT);
        assertThat(client.listeners())
                .contains(
                        "0.0.0.0_8000",
                        "0.0.0.0_9000",
                        "242.48.187.252_5432",
                        "10.96.1.10_5432",
                        "virtualOutbound",
                        "virtualInbound")
                .doesNotContain("0.0.0.0_5432", "242.48.187.252_8000");
        Listener tcp = client.listener("242.48.187.252_5432");
        assertThat(tcp.getBindToPort().getValue()).isFalse();
        assertThat(Translated.target(tcp.getFilterChains(0))).isEqualTo("outbound|5432||web.shop.global");
    }

    @Test
    void passesExactlyTheExportedNames() {
        Listener listener = Translated.gateway(Samples.EXPORT).listener("0.0.0.0_15443");
        assertThat(listener.getFilterChainsList())
                .allSatisfy(chain -> {
                    assertThat(chain.getFilterChainMatch().getApplicationProtocolsList())
                            .containsExactly(
                                    "istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");
                    assertThat(chain.getFilterChainMatch().getServerNamesList())
                            .containsExactly(Translated.target(chain));
                })
                .extracting(Translated::target)
                .contains(
                        "outbound_.8000_._.web.shop.svc.cluster.local",
                        "outbound_.8000_.v2_.web.shop.svc.cluster.local",
                        "outbound_.5432_._.web.shop.svc.cluster.local")
                .allMatch(name -> name.endsWith("_.web.shop.svc.cluster.local"));
        assertThat(listener.hasDefaultFilterChain()).isFalse();
    }

    @Test
    void countsWhatPassesAsMongo() {
        String mongo = Samples.EXPORT
                .replace("hosts: [web.shop.svc.cluster.local]", "hosts: [secret.shop.global]")
                .replace("name: http, protocol: HTTP", "name: mongo, protocol: MONGO");
        Listener listener = Translated.gateway(mongo).listener("0.0.0.0_15443");
        assertThat(listener.getFilterChainsList())
                .singleElement()
                .satisfies(chain -> assertThat(chain.getFiltersList())
                        .extracting(Filter::getName)
                        .containsExactly("envoy.filters.network.mongo_proxy", "envoy.filters.network.tcp_proxy"));
    }

    @Test
    void passesOnByTheRoutesOfAPassthroughServer() {
        Translated gateway = Translated.gateway("""
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: egress, namespace: cw}
                spec:
                  selector: {istio: egressgateway}
                  servers:
                  - port: {number: 15443, name: tls, protocol: TLS}
                    tls: {mode: PASSTHROUGH}
                    hosts: ["*"]
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: hop, namespace: istio-system}
                spec:
                  hosts: [web.shop.egress.cw-export.local]
                  exportTo: ["."]
                  location: MESH_INTERNAL
                  resolution: DNS
                  ports: [{number: 15443, name: tls, protocol: TLS}]
                  endpoints: [{address: paris.example.com, ports: {tls: 15444}}]
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: hop, namespace: istio-system}
                spec:
                  hosts: ["*.web.shop.svc.cluster.local", "*.a.example"]
                  gateways: [cw/egress]
                  exportTo: ["."]
                  tls:
                  - match: [{port: 15443, sniHosts: ["*.web.shop.svc.cluster.local", "*.a.example"]}]
                    route: [{destination: {host: web.shop.egress.cw-export.local, port: {number: 15443}}}]
                """);
        List<FilterChain> chains = gateway.listener("0.0.0.0_15443").getFilterChainsList();
        assertThat(chains).singleElement().satisfies(chain -> {
            assertThat(chain.getFilterChainMatch().getServerNamesList())
                    .containsExactly("*.a.example", "*.web.shop.svc.cluster.local");
            assertThat(Translated.target(chain)).isEqualTo("outbound|15443||web.shop.egress.cw-export.local");
        });
        assertThat(Translated.addresses(gateway.endpoints("outbound|15443||web.shop.egress.cw-export.local")))
                .containsExactly("paris.example.com:15444");
    }

    @Test
    void checksWhoCallsAndTakesPlainTextToo() {
        Listener inbound = Translated.server(Samples.CLIENT).listener("virtualInbound");
        List<FilterChain> http = inbound.getFilterChainsList().stream()
                .filter(chain ->
                        chain.getFilterChainMatch().getDestinationPort().getValue() == 8080)
                .toList();
        assertThat(http).hasSize(2);
        assertThat(http.getFirst().hasTransportSocket()).isTrue();
        assertThat(http.getFirst().getFilterChainMatch().getApplicationProtocolsList())
                .contains("istio");
        assertThat(http.getLast().getFilterChainMatch().getTransportProtocol()).isEqualTo("raw_buffer");
        assertThat(http.getLast().hasTransportSocket()).isFalse();
    }

    @Test
    void givesAGatewaysPlainPortTheRoutesOfItsHosts() {
        Translated gateway = Translated.gateway("""
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: plain, namespace: cw}
                spec:
                  selector: {istio: ingressgateway}
                  servers: [{port: {number: 8000, name: http, protocol: HTTP}, hosts: [web.shop.global]}]
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: plain, namespace: cw}
                spec:
                  hosts: [web.shop.global]
                  gateways: [plain]
                  http: [{route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 8000}}}]}]
                """);
        assertThat(gateway.listeners()).containsExactly("0.0.0.0_8000");
        assertThat(gateway.host("http.8000", "web.shop.global:8000")
                        .getRoutes(0)
                        .getRoute()
                        .getCluster())
                .isEqualTo("outbound|8000||web.shop.svc.cluster.local");
    }
}

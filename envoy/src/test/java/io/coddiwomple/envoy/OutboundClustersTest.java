package io.coddiwomple.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clusters of what a proxy calls. */
class OutboundClustersTest {
    private static final Translated CLIENT = Translated.client(Samples.CLIENT);

    @SuppressWarnings("deprecation") // The list that Istio uses.
    private static List<String> names(CommonTlsContext context) {
        return context
                .getCombinedValidationContext()
                .getDefaultValidationContext()
                .getMatchSubjectAltNamesList()
                .stream()
                .map(StringMatcher::getExact)
                .toList();
    }

    @Test
    void takesSniFromTheRuleAndOffersIstiosProtocol() {
        var tls = CLIENT.tls("outbound|8000||web.shop.global");
        assertThat(tls.getSni()).isEqualTo("outbound_.80_._.www.web.svc.cluster.local");
        assertThat(tls.getCommonTlsContext().getAlpnProtocolsList()).containsExactly("istio");
        assertThat(names(tls.getCommonTlsContext())).isEmpty();
        assertThat(tls.getCommonTlsContext()
                        .getTlsCertificateSdsSecretConfigs(0)
                        .getName())
                .isEqualTo("default");
        assertThat(tls.getCommonTlsContext()
                        .getCombinedValidationContext()
                        .getValidationContextSdsSecretConfig()
                        .getName())
                .isEqualTo("ROOTCA");
    }

    @Test
    void namesAnSniOfItsOwnAndOffersHttp2WhereThePortSpeaksIt() {
        var tls = CLIENT.tls("outbound|9000||web.shop.global");
        assertThat(tls.getSni()).isEqualTo("outbound_.9000_._.web.shop.global");
        assertThat(tls.getCommonTlsContext().getAlpnProtocolsList()).containsExactly("istio", "h2");
        assertThat(names(tls.getCommonTlsContext())).containsExactly("spiffe://paris/ns/web/sa/www");
    }

    @Test
    void encryptsNothingWhereARuleSaysSo() {
        Cluster cluster = CLIENT.cluster("outbound|5432||web.shop.global");
        assertThat(cluster.hasTransportSocket()).isFalse();
        assertThat(cluster.getTransportSocketMatchesList()).isEmpty();
    }

    @Test
    void letsEndpointsDecideWhereNoRuleDoes() {
        Cluster cluster = CLIENT.cluster("outbound|8000||web.shop.svc.cluster.local");
        assertThat(cluster.getType()).isEqualTo(Cluster.DiscoveryType.EDS);
        assertThat(cluster.getTransportSocketMatchesList())
                .extracting(Cluster.TransportSocketMatch::getName)
                .containsExactly("tlsMode-istio", "tlsMode-disabled");
        var tls = Translated.tls(cluster.getTransportSocketMatches(0).getTransportSocket());
        assertThat(tls.getSni()).isEqualTo("outbound_.8000_._.web.shop.svc.cluster.local");
        assertThat(names(tls.getCommonTlsContext())).containsExactly("spiffe://cluster.local/ns/shop/sa/web");
        assertThat(Translated.addresses(CLIENT.endpoints("outbound|8000||web.shop.svc.cluster.local")))
                .containsExactly("10.99.1.11:8080", "10.99.1.12:8080");
    }

    @Test
    void ranksEndpointsByLabel() {
        List<LocalityLbEndpoints> groups = CLIENT.endpoints("outbound|8000||web.shop.global");
        assertThat(groups).extracting(LocalityLbEndpoints::getPriority).containsExactly(0, 1, 2);
        assertThat(Translated.addresses(groups))
                .containsExactly(
                        "web.shop.svc.cluster.local:8000", "ohio.example.com:15443", "paris.example.com:15443");
        assertThat(CLIENT.cluster("outbound|8000||web.shop.global")
                        .getCommonLbConfig()
                        .hasLocalityWeightedLbConfig())
                .isTrue();
    }

    @Test
    void inheritsNothingInAPortsPolicy() {
        Cluster http = CLIENT.cluster("outbound|8000||web.shop.global");
        assertThat(http.getConnectTimeout().getSeconds()).isEqualTo(1);
        assertThat(http.getConnectTimeout().getNanos()).isEqualTo(500_000_000);
        assertThat(http.getOutlierDetection().getConsecutiveLocalOriginFailure().getValue())
                .isEqualTo(2);
        assertThat(http.getOutlierDetection().getEnforcingConsecutive5Xx().getValue())
                .isZero();
        Cluster grpc = CLIENT.cluster("outbound|9000||web.shop.global");
        assertThat(grpc.getConnectTimeout().getSeconds()).isEqualTo(10);
        assertThat(grpc.hasOutlierDetection()).isFalse();
        assertThat(CLIENT.endpoints("outbound|9000||web.shop.global"))
                .singleElement()
                .satisfies(group ->
                        assertThat(group.getLoadBalancingWeight().getValue()).isEqualTo(3));
    }

    @Test
    void keepsHttp2ConnectionsAlive() {
        Cluster grpc = CLIENT.cluster("outbound|9000||web.shop.global");
        var options = Translated.unpack(
                grpc.getTypedExtensionProtocolOptionsOrThrow(ClusterPolicy.HTTP_OPTIONS), HttpProtocolOptions.class);
        var keepAlive =
                options.getExplicitHttpConfig().getHttp2ProtocolOptions().getConnectionKeepalive();
        assertThat(keepAlive.getInterval().getSeconds()).isEqualTo(5);
        assertThat(keepAlive.getTimeout().getSeconds()).isEqualTo(7);
    }

    @Test
    void makesAClusterForEachSni() {
        Translated gateway = Translated.gateway(Samples.EXPORT);
        Cluster whole = gateway.cluster("outbound_.8000_._.web.shop.svc.cluster.local");
        assertThat(whole.hasTransportSocket()).isFalse();
        assertThat(whole.getTransportSocketMatchesList()).isEmpty();
        assertThat(Translated.addresses(gateway.endpoints(whole.getName()))).hasSize(2);
        assertThat(Translated.addresses(gateway.endpoints("outbound_.8000_.v2_.web.shop.svc.cluster.local")))
                .hasSize(1);
        assertThat(Translated.client(Samples.EXPORT).hasCluster(whole.getName()))
                .isFalse();
    }

    /** What passes a gateway must be mutual TLS, so an endpoint that does not speak it is no endpoint there. */
    @Test
    void hidesPlainEndpointsBehindAnSni() {
        Translated gateway = Translated.gateway(Samples.EXPORT);
        assertThat(Translated.addresses(gateway.endpoints("outbound|8000||secret.shop.global")))
                .containsExactly("secret.shop.svc.cluster.local:8000");
        assertThat(Translated.addresses(gateway.endpoints("outbound_.8000_._.secret.shop.global")))
                .isEmpty();
    }

    @Test
    void sharesByWeightAndLeavesOutWhatHasNone() {
        Translated client = Translated.client("""
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: web.shop.global, namespace: cw}
                spec:
                  hosts: [web.shop.global]
                  addresses: [242.48.187.252]
                  location: MESH_INTERNAL
                  resolution: STATIC
                  ports: [{number: 8000, name: http, protocol: HTTP}]
                  endpoints:
                  - {address: 192.0.2.1, locality: r1/z}
                  - {address: 192.0.2.2, locality: r2/z}
                  - {address: 192.0.2.3, locality: r2/z}
                  - {address: 192.0.2.4, locality: r3}
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: web.shop.global, namespace: cw}
                spec:
                  host: web.shop.global
                  trafficPolicy:
                    loadBalancer: {localityLbSetting: {distribute: [{from: "*", to: {r1/*: 81, r2/*: 19}}]}}
                """);
        List<LocalityLbEndpoints> groups = client.endpoints("outbound|8000||web.shop.global");
        assertThat(groups)
                .extracting(group -> group.getLoadBalancingWeight().getValue())
                .containsExactly(81, 19, 1);
        assertThat(Translated.addresses(groups)).containsExactly("192.0.2.1:8000", "192.0.2.2:8000", "192.0.2.3:8000");
    }

    @Test
    void prefersNearPlacesOnceOutliersAreDetected() {
        String yaml = """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: web.shop.global, namespace: cw}
                spec:
                  hosts: [web.shop.global]
                  addresses: [242.48.187.252]
                  location: MESH_INTERNAL
                  resolution: DNS
                  ports: [{number: 8000, name: http, protocol: HTTP}]
                  endpoints:
                  - {address: far.example.com, locality: us}
                  - {address: chosen.example.com, locality: asia}
                  - {address: near.example.com, locality: eu/eu-b}
                  - {address: here.example.com, locality: eu/eu-a}
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: web.shop.global, namespace: cw}
                spec:
                  host: web.shop.global
                  trafficPolicy:
                    loadBalancer: {localityLbSetting: {failover: [{from: eu, to: asia}]}}
                    OUTLIERS
                """;
        assertThat(Translated.client(yaml.replace("OUTLIERS", "outlierDetection: {interval: 1s}"))
                        .endpoints("outbound|8000||web.shop.global"))
                .extracting(
                        group -> group.getLbEndpoints(0)
                                .getEndpoint()
                                .getAddress()
                                .getSocketAddress()
                                .getAddress(),
                        LocalityLbEndpoints::getPriority)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("here.example.com", 0),
                        org.assertj.core.groups.Tuple.tuple("near.example.com", 1),
                        org.assertj.core.groups.Tuple.tuple("chosen.example.com", 2),
                        org.assertj.core.groups.Tuple.tuple("far.example.com", 3));
        assertThat(Translated.client(yaml.replace("OUTLIERS", "")).endpoints("outbound|8000||web.shop.global"))
                .allMatch(group -> group.getPriority() == 0);
    }
}

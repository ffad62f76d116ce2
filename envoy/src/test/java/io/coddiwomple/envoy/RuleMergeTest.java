package io.coddiwomple.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two DestinationRules for one host. */
class RuleMergeTest {
    private static final String FIRST = """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: first, namespace: istio-system}
            spec:
              host: web.shop.svc.cluster.local
              subsets: [{name: v2, labels: {version: v2}}]
            """;
    private static final String SECOND = """
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: second, namespace: istio-system}
            spec:
              host: web.shop.svc.cluster.local
              trafficPolicy: {connectionPool: {tcp: {maxConnections: 7}}}
              subsets: [{name: v3, labels: {version: v3}}]
            """;

    @Test
    void areOneWithTheSubsetsOfBoth() {
        Translated client = Translated.client(FIRST + SECOND);
        assertThat(Translated.addresses(client.endpoints("outbound|8000|v2|web.shop.svc.cluster.local")))
                .hasSize(1)
                .isNotEqualTo(Translated.addresses(client.endpoints("outbound|8000|v3|web.shop.svc.cluster.local")));
        assertThat(client.cluster("outbound|8000|v2|web.shop.svc.cluster.local")
                        .getCircuitBreakers()
                        .getThresholds(0)
                        .getMaxConnections()
                        .getValue())
                .isEqualTo(7);
    }

    @Test
    void areOneWithASubsetThatBothHave() {
        Translated client = Translated.client(FIRST + SECOND.replace("v3", "v2"));
        assertThat(client.hasCluster("outbound|8000|v2|web.shop.svc.cluster.local"))
                .isTrue();
    }

    @Test
    void areRefusedWhereTheOlderWouldCount() {
        assertThat(Translated.refusals(FIRST + SECOND.replace("name: v3", "name: v2")))
                .singleElement()
                .asString()
                .contains("both have a subset v2");
        assertThat(Translated.refusals(
                        FIRST + "  trafficPolicy: {connectionPool: {tcp: {maxConnections: 8}}}\n" + SECOND))
                .singleElement()
                .asString()
                .contains("both have a trafficPolicy");
    }

    @Test
    void areRefusedWhereOthersSeeOne() {
        assertThat(Translated.refusals(FIRST + SECOND + "  exportTo: [\".\"]\n"))
                .singleElement()
                .asString()
                .contains("another exportTo");
    }
}

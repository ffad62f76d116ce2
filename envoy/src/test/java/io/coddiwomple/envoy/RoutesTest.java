package io.coddiwomple.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Routes of sidecars. */
class RoutesTest {
    private static final VirtualHost HOST = Translated.client(Samples.CLIENT).host("8000", "web.shop.global:8000");

    @Test
    void answersToNameAndAddress() {
        assertThat(HOST.getDomainsList()).containsExactly("web.shop.global", "web.shop.global.", "242.48.187.252");
        assertThat(Translated.client(Samples.CLIENT)
                        .host("8000", "web.shop.svc.cluster.local:8000")
                        .getDomainsList())
                .contains("web.shop", "web.shop.svc")
                .doesNotContain("web");
        assertThat(Translated.server(Samples.CLIENT)
                        .host("8000", "web.shop.svc.cluster.local:8000")
                        .getDomainsList())
                .contains("web");
    }

    @Test
    void splitsByHeaderAndWeight() {
        Route canary = HOST.getRoutes(0);
        assertThat(canary.getMatch().getHeaders(0).getStringMatch().getExact()).isEqualTo("always");
        assertThat(canary.getRoute().getWeightedClusters().getClustersList())
                .extracting(
                        WeightedCluster.ClusterWeight::getName,
                        cluster -> cluster.getWeight().getValue())
                .containsExactly(
                        Tuple.tuple("outbound|8000|canary|web.shop.global", 10),
                        Tuple.tuple("outbound|8000||web.shop.global", 90));
        assertThat(canary.getRoute().getHostRewriteLiteral()).isEqualTo("www.web.svc.cluster.local");
    }

    @Test
    void retriesInOtherPlacesWithinItsLimits() {
        Route rest = HOST.getRoutes(1);
        assertThat(rest.getRoute().getTimeout().getSeconds()).isEqualTo(3);
        var retries = rest.getRoute().getRetryPolicy();
        assertThat(retries.getNumRetries().getValue()).isEqualTo(3);
        assertThat(retries.getRetryOn()).isEqualTo("connect-failure");
        assertThat(retries.getPerTryTimeout()).isEqualTo(Durations.proto(java.time.Duration.ofMillis(250)));
        assertThat(retries.getRetryPriority().getName()).isEqualTo("envoy.retry_priorities.previous_priorities");
    }

    @Test
    void fallsBackToIstiosRetriesWhereNoRuleIsForThePort() {
        Route plain = Translated.client(Samples.CLIENT)
                .host("9000", "web.shop.global:9000")
                .getRoutes(0);
        assertThat(plain.getRoute().getRetryPolicy().getNumRetries().getValue()).isEqualTo(2);
        assertThat(plain.getRoute().getRetryPolicy().hasRetryPriority()).isFalse();
        assertThat(plain.getRoute().getCluster()).isEqualTo("outbound|9000||web.shop.global");
    }

    @Test
    @SuppressWarnings("deprecation") // The field that istiod sets.
    void letsACallOfGrpcTakeNoLongerThanOthers() {
        assertThat(HOST.getRoutes(0).getRoute().getMaxGrpcTimeout().getSeconds())
                .isZero();
        assertThat(HOST.getRoutes(1).getRoute().getMaxGrpcTimeout().getSeconds())
                .isEqualTo(3);
    }

    @Test
    void triesTheSameHostAgainWhereAHeaderChoosesIt() {
        VirtualHost hashed = Translated.client(Samples.CLIENT.replace(
                        "tls: {mode: DISABLE}",
                        "tls: {mode: DISABLE}\n    loadBalancer: {consistentHash: {httpHeaderName: x-user}}"))
                .host("8000", "web.shop.global:8000");
        var single = hashed.getRoutes(1).getRoute();
        assertThat(single.getHashPolicy(0).getHeader().getHeaderName()).isEqualTo("x-user");
        assertThat(single.getRetryPolicy().getRetryHostPredicateList()).isEmpty();
        assertThat(HOST.getRoutes(1).getRoute().getRetryPolicy().getRetryHostPredicateList())
                .hasSize(1);
        var several = hashed.getRoutes(0).getRoute();
        assertThat(several.getHashPolicyList()).hasSize(2);
        assertThat(several.getRetryPolicy().getRetryHostPredicateList()).hasSize(1);
    }

    @Test
    void triesAgainOnStatuses() {
        var retries = Translated.client(
                        Samples.CLIENT.replace("retryOn: connect-failure", "retryOn: \"connect-failure, 503\""))
                .host("8000", "web.shop.global:8000")
                .getRoutes(1)
                .getRoute()
                .getRetryPolicy();
        assertThat(retries.getRetryOn()).isEqualTo("connect-failure,retriable-status-codes");
        assertThat(retries.getRetriableStatusCodesList()).containsExactly(503);
    }
}

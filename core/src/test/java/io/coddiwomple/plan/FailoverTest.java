package io.coddiwomple.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Protocol;
import io.coddiwomple.problem.Code;
import org.junit.jupiter.api.Test;

final class FailoverTest {
    private static final String HOST = "web.shop.global";
    private static final String SETTING = "trafficPolicy.portLevelSettings.0.loadBalancer.localityLbSetting";

    private static Given threeRegions(String version) {
        return Given.federation()
                .cluster("london", cluster -> cluster.istio(version).region("eu/a"))
                .cluster("paris", cluster -> cluster.istio(version).region("eu/b"))
                .cluster("tokyo", cluster -> cluster.istio(version).region("asia"));
    }

    @Test
    void ownClusterThenRegionThenRestAreLabelsFrom130() {
        Plan plan = threeRegions("1.30")
                .service("web.shop", service -> service.in("london", "paris", "tokyo"))
                .plan();

        Found london = Found.in(plan, "london");
        assertThat(london.at("DestinationRule", HOST, SETTING))
                .isEqualTo("{enabled: true, failoverPriority: [coddiwomple.io/rank-2=y, coddiwomple.io/rank-1=y]}");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.0.address")).isEqualTo("web.shop.svc.cluster.local");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.0.labels"))
                .contains("coddiwomple.io/rank-1: y, coddiwomple.io/rank-2: y");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.1.labels"))
                .contains("coddiwomple.io/rank-2: y")
                .doesNotContain("rank-1");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.2.labels")).doesNotContain("rank");
        for (int i = 0; i < 3; i++) {
            assertThat(london.at("ServiceEntry", HOST, "endpoints." + i + ".locality"))
                    .as("a locality here would crash istiod")
                    .isEmpty();
        }
    }

    @Test
    void ranksAreRegionsBefore130() {
        Plan plan = threeRegions("1.29")
                .service("web.shop", service -> service.in("london", "paris", "tokyo"))
                .plan();

        Found london = Found.in(plan, "london");
        assertThat(london.at("DestinationRule", HOST, SETTING))
                .isEqualTo("{enabled: true, failover: [{from: eu, to: cw-next}]}");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.0.locality")).isEqualTo("eu");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.1.locality")).isEqualTo("cw-next");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.2.locality")).isEqualTo("cw-rest");
    }

    @Test
    void staticEntriesHaveLabelsFrom118() {
        Plan plan = Given.federation()
                .cluster("a", cluster -> cluster.istio("1.18").region("eu").gateway("192.0.2.1"))
                .cluster("b", cluster -> cluster.istio("1.18").region("us").gateway("192.0.2.2"))
                .cluster("c", cluster -> cluster.istio("1.18").region("eu").withoutGateway())
                .service("web.shop", service -> service.in("a", "b"))
                .plan();

        assertThat(Found.in(plan, "c").at("ServiceEntry", HOST, "resolution")).isEqualTo("STATIC");
        assertThat(Found.in(plan, "c").at("DestinationRule", HOST, SETTING))
                .isEqualTo("{enabled: true, failoverPriority: [coddiwomple.io/rank-1=y]}");
        assertThat(Found.in(plan, "a").at("ServiceEntry", HOST, "resolution"))
                .as("its own backend is a name")
                .isEqualTo("DNS");
    }

    @Test
    void aNamedOrderHoldsWhateverTheGeography() {
        Plan plan = threeRegions("1.31")
                .service(
                        "web.shop",
                        service -> service.in("london", "paris", "tokyo").failover("tokyo", "paris"))
                .plan();

        Found london = Found.in(plan, "london");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.0.labels")).doesNotContain("rank");
        assertThat(london.at("ServiceEntry", HOST, "endpoints.2.labels")).contains("rank-1: y");
    }

    @Test
    void fourRanksAreRefusedBefore130() {
        Plan plan = threeRegions("1.29")
                .cluster("lima", cluster -> cluster.istio("1.29").region("sa"))
                .service(
                        "web.shop",
                        service ->
                                service.in("london", "paris", "tokyo", "lima").failover("london", "paris", "tokyo"))
                .plan();

        assertThat(Found.codes(plan)).contains(Code.TOO_MANY_RANKS);
    }

    @Test
    void equalBackendsHaveNoOrder() {
        Plan plan = Given.federation()
                .cluster("a")
                .cluster("b")
                .cluster("c")
                .service("web.shop", service -> service.in("a", "b"))
                .plan();

        assertThat(Found.in(plan, "c").at("DestinationRule", HOST, SETTING)).isEmpty();
    }

    @Test
    void weightsAreSharesThatFailOver() {
        Plan plan = threeRegions("1.31")
                .service(
                        "web.shop",
                        service -> service.backend("london", "web.shop.svc.cluster.local", 2)
                                .backend("paris", "web.shop.svc.cluster.local", 1)
                                .backend("tokyo", "web.shop.svc.cluster.local", 0))
                .plan();

        assertThat(Found.codes(plan)).contains(Code.WEIGHT_ZERO);
        Found tokyo = Found.in(plan, "tokyo");
        assertThat(tokyo.at("DestinationRule", HOST, SETTING))
                .isEqualTo("{enabled: true, distribute: [{from: *, to: {cw-london/*: 67, cw-paris/*: 33}}]}");
        assertThat(tokyo.at("ServiceEntry", HOST, "endpoints.0.locality")).isEqualTo("cw-london");
        assertThat(tokyo.at("ServiceEntry", HOST, "endpoints.2")).isEmpty();
    }

    @Test
    void oneEndpointIsNeverEjected() {
        Plan plan = Given.federation()
                .cluster("a")
                .cluster("b")
                .service("web.shop", service -> service.in("a"))
                .plan();

        assertThat(Found.in(plan, "b")
                        .at("DestinationRule", HOST, "trafficPolicy.portLevelSettings.0.outlierDetection"))
                .isEmpty();
    }

    /** A port whose calls share a connection needs pings, or all of them hang when the other side vanishes. */
    @Test
    void sharedConnectionsArePingedFrom131() {
        assertThat(keepAlive("1.31", 0)).isEmpty();
        assertThat(keepAlive("1.31", 1)).isEqualTo("{interval: 5s, timeout: 5s}");
        assertThat(keepAlive("1.30", 1)).isEmpty();
    }

    private static String keepAlive(String version, int port) {
        Plan plan = threeRegions(version)
                .service(
                        "web.shop",
                        service -> service.port("http", 80, Protocol.HTTP)
                                .port("grpc", 81, Protocol.GRPC)
                                .in("paris", "tokyo"))
                .plan();
        return Found.in(plan, "london")
                .at(
                        "DestinationRule",
                        HOST,
                        "trafficPolicy.portLevelSettings." + port + ".connectionPool.http.http2KeepAlive");
    }
}

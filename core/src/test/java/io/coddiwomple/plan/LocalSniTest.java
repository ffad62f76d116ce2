package io.coddiwomple.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Protocol;
import io.coddiwomple.problem.Code;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocalSniTest {
    private static final String HOST = "httpbin.bar.global";

    @Test
    void aClientGetsAnEntryAPolicyAndNothingElseForOneBackend() {
        Plan plan = Given.federation()
                .cluster("london")
                .cluster("paris")
                .service("httpbin.bar", service -> service.in("london"))
                .plan();

        assertThat(Found.in(plan, "paris").names())
                .containsExactly("Namespace cw", "ServiceEntry cw/" + HOST, "DestinationRule cw/" + HOST);
        assertThat(Found.in(plan, "paris").at("ServiceEntry", HOST, "endpoints"))
                .isEqualTo("[{address: london.gw.example.com, ports: {http: 15443}, labels: {coddiwomple.io/cluster:"
                        + " london, security.istio.io/tlsMode: istio}}]");
        assertThat(Found.in(plan, "paris").at("DestinationRule", HOST, "trafficPolicy"))
                .isEqualTo("{portLevelSettings: [{port: {number: 8000}, tls: {mode: ISTIO_MUTUAL, sni:"
                        + " outbound_.8000_._.httpbin.bar.svc.cluster.local}}]}");
    }

    @Test
    void theServingClusterExportsExactlyItsServices() {
        Plan plan = Given.federation()
                .cluster("london")
                .cluster("paris")
                .service("httpbin.bar", service -> service.in("london"))
                .service("private.bar", service -> service.in("paris"))
                .plan();

        assertThat(Found.in(plan, "london").at("Gateway", "cw-eastwestgateway-15443", "servers"))
                .isEqualTo("[{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts:"
                        + " [httpbin.bar.svc.cluster.local]}]");
    }

    @Test
    void oldGatewaysMatchTheWholeServerName() {
        Plan plan = Given.federation()
                .cluster("london", cluster -> cluster.istio("1.8.5"))
                .cluster("paris")
                .service("httpbin.bar", service -> service.in("london"))
                .plan();

        assertThat(Found.in(plan, "london").at("Gateway", "cw-eastwestgateway-15443", "servers.0.hosts"))
                .isEqualTo("[*.httpbin.bar.svc.cluster.local]");
    }

    @Test
    void everyPortHasItsOwnServerNameAndTheWholePolicy() {
        Plan plan = Given.federation()
                .cluster("london")
                .cluster("paris")
                .cluster("rome")
                .service(
                        "db.shop",
                        service -> service.port("sql", 5432, Protocol.TCP)
                                .port("metrics", 9090, Protocol.HTTP)
                                .in("london", "paris"))
                .plan();

        Found rome = Found.in(plan, "rome");
        assertThat(rome.at("DestinationRule", "db.shop.global", "trafficPolicy.portLevelSettings.0.tls.sni"))
                .isEqualTo("outbound_.5432_._.db.shop.svc.cluster.local");
        assertThat(rome.at("DestinationRule", "db.shop.global", "trafficPolicy.portLevelSettings.1.tls.sni"))
                .isEqualTo("outbound_.9090_._.db.shop.svc.cluster.local");
        for (int port = 0; port < 2; port++) {
            assertThat(rome.at(
                            "DestinationRule",
                            "db.shop.global",
                            "trafficPolicy.portLevelSettings." + port + ".outlierDetection"))
                    .isEqualTo("{splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 2,"
                            + " consecutiveGatewayErrors: 5, consecutive5xxErrors: 0, interval: 1s,"
                            + " baseEjectionTime: 10s, maxEjectionPercent: 100}");
        }
    }

    @Test
    void retriesReachOtherClustersForHttpPortsOnly() {
        Plan plan = Given.federation()
                .cluster("london")
                .cluster("paris")
                .cluster("rome")
                .service(
                        "db.shop",
                        service -> service.port("sql", 5432, Protocol.TCP).in("london", "paris"))
                .service("web.shop", service -> service.in("london", "paris"))
                .plan();

        Found rome = Found.in(plan, "rome");
        assertThat(rome.names())
                .contains("VirtualService cw/web.shop.global")
                .doesNotContain("VirtualService cw/db.shop.global");
        assertThat(rome.at("VirtualService", "web.shop.global", "http"))
                .isEqualTo("[{route: [{destination: {host: web.shop.global}}], retries: {attempts: 3, retryOn:"
                        + " connect-failure,refused-stream,unavailable,cancelled, retryRemoteLocalities: true}}]");
    }

    @Test
    void backendsThatDifferGetAnAlias() {
        Plan plan = Given.federation()
                .cluster("london")
                .cluster("paris")
                .service(
                        "pay.shop",
                        service -> service.backend("london", "pay.shop.svc.cluster.local", 100)
                                .backend("paris", "payments.till.svc.cluster.local", 100, Map.of("http", 80)))
                .plan();

        assertThat(Found.codes(plan)).contains(Code.ALIAS_CHOSEN);
        Found paris = Found.in(plan, "paris");
        assertThat(paris.at("Gateway", "cw-eastwestgateway-15443", "servers.0.hosts"))
                .isEqualTo("[pay.shop.cw-export.local]");
        assertThat(paris.at("ServiceEntry", "pay.shop.cw-export.local", "endpoints.0.ports"))
                .isEqualTo("{http: 80}");
        assertThat(paris.at("ServiceEntry", "pay.shop.cw-export.local", "exportTo"))
                .isEqualTo("[.]");
        assertThat(paris.at("DestinationRule", "pay.shop.global", "trafficPolicy.portLevelSettings.0.tls.sni"))
                .isEqualTo("outbound_.8000_._.pay.shop.cw-export.local");
    }

    @Test
    void backendsThatDifferAreRefusedWhereAnAliasCannotBe() {
        Plan plan = Given.federation()
                .cluster("london", cluster -> cluster.istio("1.7"))
                .cluster("paris")
                .service(
                        "pay.shop",
                        service -> service.backend("london", "pay.shop.svc.cluster.local", 100)
                                .backend("paris", "payments.till.svc.cluster.local", 100))
                .plan();

        assertThat(plan.isRefused()).isTrue();
        assertThat(plan.clusters()).isEmpty();
        assertThat(Found.codes(plan)).contains(Code.SHAPE_NEEDS_VERSION);
    }
}

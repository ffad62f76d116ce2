package io.coddiwomple.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an endpoint is ejected, in the words of each release. */
final class EjectionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.1  | consecutiveErrors: 5, minHealthPercent: 1
            1.2  | consecutiveErrors: 5, minHealthPercent: 1
            1.3  | consecutiveErrors: 5
            1.4  | consecutiveErrors: 5
            1.5  | consecutiveGatewayErrors: 5, consecutive5xxErrors: 0
            1.10 | consecutiveGatewayErrors: 5, consecutive5xxErrors: 0
            1.11 | splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 2, consecutiveGatewayErrors: 5, consecutive5xxErrors: 0
            1.31 | splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 2, consecutiveGatewayErrors: 5, consecutive5xxErrors: 0
            """)
    void connectionsThatFailEjectAndAnApplicationsOwn500sDoNot(String istio, String expected) {
        Plan plan = Given.federation()
                .cluster("london", cluster -> cluster.istio(istio).region("eu"))
                .cluster("ohio", cluster -> cluster.istio(istio).region("us"))
                .service("web.shop", service -> service.in("london", "ohio"))
                .plan();
        assertThat(Found.in(plan, "london")
                        .at("DestinationRule", "web.shop.global", "trafficPolicy.portLevelSettings.0.outlierDetection"))
                .isEqualTo("{" + expected + ", interval: 1s, baseEjectionTime: 10s, maxEjectionPercent: 100}");
    }
}

package io.coddiwomple.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Shape;
import org.junit.jupiter.api.Test;

final class IngressTest {
    @Test
    void aClusterWithAGatewayRoutesWhatItTakesIn() {
        Plan plan = Given.federation()
                .shape(Shape.INGRESS)
                .cluster("london")
                .service("httpbin.bar", service -> service.in("london"))
                .plan();

        assertThat(Found.in(plan, "london").at("VirtualService", "httpbin.bar.global-ingress", "gateways"))
                .isEqualTo("[cw/cw-httpbin-bar-global-eastwestgateway]");
    }

    /** Its routes would name no gateway, and so be those of every sidecar. */
    @Test
    void aClusterWithoutGatewaysGetsNoRoutes() {
        Plan plan = Given.federation()
                .shape(Shape.INGRESS)
                .cluster("london", cluster -> cluster.withoutGateway())
                .service("httpbin.bar", service -> service.in("london"))
                .plan();

        assertThat(Found.in(plan, "london").names())
                .contains("ServiceEntry cw/httpbin.bar.global")
                .noneMatch(name -> name.endsWith("-ingress"));
    }
}

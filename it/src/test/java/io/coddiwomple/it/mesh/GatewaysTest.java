package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clusters with several gateways, and gateways at other ports. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class GatewaysTest {
    private static void load(ThreeMeshes meshes, String host, String gateways) {
        meshes.given()
                .gatewaysOfParis(gateways)
                .service("httpbin", "bar", Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: paris}]\n")
                .load();
    }

    @Test
    void twoGatewaysShareTheCalls(ThreeMeshes meshes) {
        String host = "two-gateways.bar.global";
        load(meshes, host, """
                [{address: edge-0.paris.example, namespace: edge, selector: {istio: edge}},
                 {address: edge-1.paris.example, namespace: edge, selector: {istio: edge}}]""");
        Caller client = meshes.client();
        Series before = Series.of(20, () -> client.tcp(host, 9000));
        assertThat(before.failed()).as(before::toString).isZero();
        Proxy proxy = meshes.pod("london", "client-a").proxy();
        assertThat(proxy.connectionsTo(host, meshes.pod("paris", "edge-0").outerAddress()))
                .isPositive();
        assertThat(proxy.connectionsTo(host, meshes.pod("paris", "edge-1").outerAddress()))
                .isPositive();
        meshes.pod("paris", "edge-1").killProxy();
        Series http = Series.of(20, () -> client.http("http://" + host + ":8000/"));
        assertThat(http.failed()).as(http::toString).isZero();
    }

    @Test
    void aGatewayListensAtAnotherPort(ThreeMeshes meshes) {
        String host = "other-port.bar.global";
        load(meshes, host, """
                [{address: edge-0.paris.example, port: 16443, listenerPort: 16443, namespace: edge,
                  selector: {istio: edge}}]""");
        Series http = Series.of(5, () -> meshes.client().http("http://" + host + ":8000/"));
        assertThat(http.failed()).as(http::toString).isZero();
    }
}

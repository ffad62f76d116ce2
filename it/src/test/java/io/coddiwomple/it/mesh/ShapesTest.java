package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every shape that today's Istio supports, straight and through the egress gateway, to names and to addresses. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class ShapesTest {
    @ParameterizedTest(name = "{0}, egress {1}, gateways by address {2}")
    @CsvSource({
        "local-sni,  true,  false",
        "local-sni,  false, true",
        "local-sni,  true,  true",
        "alias-sni,  false, false",
        "alias-sni,  true,  false",
        "alias-sni,  false, true",
        "global-sni, false, false",
        "global-sni, true,  false",
        "sni-route,  false, false",
        "sni-route,  true,  false",
        "sni-route,  false, true",
        "ingress,    false, false",
        "ingress,    false, true"
    })
    void carriesEveryProtocol(String shape, boolean egress, boolean byAddress, ThreeMeshes meshes) {
        String host = shape + (egress ? "-egress" : "") + (byAddress ? "-static" : "");
        Given given = meshes.given()
                .shape(shape)
                .service(
                        "httpbin",
                        "bar",
                        Given.ports() + "hosts: [%s.global]\nbackends: [{cluster: paris}]".formatted(host));
        if (egress) {
            given.throughEgress();
        }
        if (byAddress) {
            given.byAddress();
        }
        given.load();
        Caller client = meshes.client();
        Series http = Series.of(5, () -> client.http("http://" + host + ".global:8000/"));
        assertThat(http.failed()).as(http::toString).isZero();
        assertThat(http.clusters().keySet()).isEqualTo(Set.of("paris"));
        Series tcp = Series.of(5, () -> client.tcp(host + ".global", 9000));
        assertThat(tcp.failed()).as(tcp::toString).isZero();
        try (var caller = new GrpcCaller(meshes.pod("london", "client-a"), host + ".global", 7000)) {
            Series grpc = Series.of(5, () -> caller.call("hello"));
            assertThat(grpc.failed()).as(grpc::toString).isZero();
        }
        String caller = Caller.seen(http.answers().getFirst(), "x-forwarded-client-cert");
        if (shape.equals("ingress")) {
            assertThat(caller).doesNotContain("sa/client");
        } else {
            assertThat(caller).contains("URI=spiffe://cluster.local/ns/foo/sa/client");
        }
        if (egress) {
            assertThat(meshes.pod("london", "egress-0").proxy().connectionsTo("httpbin.bar.egress.cw-export.local"))
                    .isGreaterThanOrEqualTo(7);
        }
    }
}

package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One global service whose backends have other names, namespaces and ports, and one of which is in another trust domain. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class DifferingBackendsTest {
    private static final String BACKENDS = Given.ports() + """
            hosts: [%s]
            backends:
            - {cluster: london, service: orders.shop.svc.cluster.local, weight: 20}
            - {cluster: paris, service: httpbin.bar.svc.cluster.local, weight: 40}
            - {cluster: tokyo, service: bestellung.laden.svc.cluster.local, ports: {http: 8088, grpc: 7077, tcp: 9099}, weight: 40}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"local-sni", "alias-sni"})
    void reachesAll(String shape, ThreeMeshes meshes) {
        String host = "mixed-" + shape + ".shop.global";
        Generated generated = meshes.given()
                .shape(shape)
                .service("mixed", "shop", BACKENDS.formatted(host))
                .load();
        if (shape.equals("local-sni")) {
            // Chosen by itself, as no local name fits all.
            assertThat(generated.of("tokyo")).contains("cw-export.local");
        }
        Series http = Series.of(60, () -> meshes.client().http("http://" + host + ":8000/"));
        assertThat(http.failed()).as(http::toString).isZero();
        assertThat(http.clusters()).containsOnlyKeys("london", "paris", "tokyo");
        Series tcp = Series.of(60, () -> meshes.client().tcp(host, 9000));
        assertThat(tcp.failed()).as(tcp::toString).isZero();
        assertThat(tcp.pods().keySet()).contains("tokyo/bestellung-0").anyMatch(pod -> pod.startsWith("paris/httpbin"));
        try (var caller = new GrpcCaller(meshes.pod("london", "client-bare"), host, 7000)) {
            Series grpc = Series.of(60, () -> caller.call("hello"));
            assertThat(grpc.failed()).as(grpc::toString).isZero();
            assertThat(grpc.clusters()).containsOnlyKeys("london", "paris", "tokyo");
        }
    }
}

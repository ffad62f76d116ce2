package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planned for older versions, loaded into today's: other API versions, and ranks by region. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class OlderVersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.29", "1.21", "1.12"})
    void carriesCallsNearestFirst(String version, ThreeMeshes meshes) {
        String host = "v" + version.replace('.', '-') + ".shop.global";
        meshes.given()
                .istio(version)
                .service(
                        "orders",
                        "shop",
                        Given.ports()
                                + "hosts: [" + host
                                + "]\nbackends: [{cluster: london}, {cluster: paris}, {cluster: tokyo}]\n")
                .load();
        for (Caller client : meshes.clients()) {
            Series tcp = Series.of(5, () -> client.tcp(host, 9000));
            assertThat(tcp.failed()).as(tcp::toString).isZero();
        }
        // On nodes with labels, in both zones.
        for (Caller client : meshes.clients().subList(0, 2)) {
            Series near = Series.of(10, () -> client.http("http://" + host + ":8000/"));
            assertThat(near.clusters()).as(near::toString).containsOnlyKeys("london");
        }
        meshes.cluster("london").pods().stream()
                .filter(pod -> pod.plan().role() == Blueprint.Role.SERVER)
                .forEach(Pod::killProxy);
        Series next = Series.of(20, () -> meshes.client().http("http://" + host + ":8000/"));
        assertThat(next.clusters()).as(next::toString).containsOnlyKeys("paris");
        meshes.restore();
        Await.until(
                "calls come back",
                Duration.ofSeconds(60),
                () -> Series.of(5, () -> meshes.client().http("http://" + host + ":8000/"))
                                .clusters()
                                .getOrDefault("london", 0L)
                        == 5);
    }
}

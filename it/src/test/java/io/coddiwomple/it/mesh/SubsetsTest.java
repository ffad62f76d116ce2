package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of a service in another cluster, chosen by header or by share, and a host that is rewritten. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class SubsetsTest {
    private static final String SUBSETS = """
            traffic:
              subsets:
              - {name: v1, labels: {version: v1}, headers: {x-version: v1}}
              - {name: v2, labels: {version: v2}, headers: {x-version: v2}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"local-sni", "alias-sni", "global-sni"})
    void picksByHeader(String shape, ThreeMeshes meshes) {
        String host = "versions-" + shape + ".bar.global";
        Generated generated;
        try {
            generated = meshes.given()
                    .shape(shape)
                    .service(
                            "httpbin",
                            "bar",
                            Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: paris}]\n" + SUBSETS)
                    .load();
        } catch (IllegalArgumentException refused) {
            // A shape may refuse subsets, but has to say so.
            assertThat(refused).hasMessageContaining("subset");
            return;
        }
        for (String version : new String[] {"v1", "v2"}) {
            Series calls = Series.of(
                    10, () -> meshes.client().http("http://" + host + ":8000/", Map.of("X-Version", version)));
            assertThat(calls.pods()).as(generated.of("london")).isEqualTo(Map.of("paris/httpbin-" + version, 10L));
        }
        assertThat(meshes.client().http("http://" + host + ":8000/").good()).isTrue();
    }

    @Test
    void picksInTheOwnCluster(ThreeMeshes meshes) {
        String host = "own-versions.bar.global";
        meshes.given()
                .service(
                        "httpbin",
                        "bar",
                        Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: paris}]\n" + SUBSETS)
                .load();
        Caller inParis = Caller.in(meshes.pod("paris", "orders-0"));
        for (String version : new String[] {"v1", "v2"}) {
            Series calls = Series.of(5, () -> inParis.http("http://" + host + ":8000/", Map.of("X-Version", version)));
            assertThat(calls.pods()).as(calls::toString).isEqualTo(Map.of("paris/httpbin-" + version, 5L));
        }
    }

    @Test
    void sharesCalls(ThreeMeshes meshes) {
        String host = "canary.bar.global";
        meshes.given()
                .service(
                        "httpbin", "bar", Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: paris}]\n" + """
                                traffic:
                                  subsets:
                                  - {name: v1, labels: {version: v1}, weight: 90}
                                  - {name: v2, labels: {version: v2}, weight: 10}
                                """)
                .load();
        Series calls = Series.of(200, () -> meshes.client().http("http://" + host + ":8000/"));
        assertThat(calls.failed()).as(calls::toString).isZero();
        assertThat(calls.pods().getOrDefault("paris/httpbin-v2", 0L))
                .as(calls::toString)
                .isBetween(5L, 40L);
    }

    @Test
    void rewritesTheHost(ThreeMeshes meshes) {
        String host = "rewritten.bar.global";
        meshes.given()
                .service(
                        "httpbin",
                        "bar",
                        Given.ports() + "hosts: [" + host
                                + "]\nbackends: [{cluster: paris}]\ntraffic: {rewriteHost: true}\n")
                .load();
        Answer answer = meshes.client().http("http://" + host + ":8000/");
        assertThat(Caller.seen(answer, "host")).isEqualTo("httpbin.bar.svc.cluster.local");
    }
}

package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shares of calls by the weights of backends. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class WeightsTest {
    private static Series calls(Caller client, String host, int calls) {
        return Series.of(calls, () -> client.http("http://" + host + ":8000/"));
    }

    private static void load(ThreeMeshes meshes, String host, String backends) {
        meshes.given()
                .service("orders", "shop", Given.ports() + "hosts: [" + host + "]\nbackends:\n" + backends)
                .load();
    }

    @Test
    void sharesCallsAndFailsOver(ThreeMeshes meshes, TestReporter reporter) {
        String host = "shared.shop.global";
        load(meshes, host, "- {cluster: paris, weight: 80}\n- {cluster: tokyo, weight: 20}\n");
        for (Caller client : meshes.clients()) {
            Series before = calls(client, host, 100);
            assertThat(before.failed()).as(before::toString).isZero();
            assertThat(before.clusters().get("tokyo")).as(before::toString).isCloseTo(20, offset(8L));
        }
        meshes.pod("paris", "edge-0").killProxy();
        Series during = calls(meshes.client(), host, 30);
        reporter.publishEntry("weights, one gateway refuses", during.toString());
        assertThat(during.failed()).as(during::toString).isZero();
        assertThat(during.clusters()).containsOnlyKeys("tokyo");
        meshes.restore();
        Await.until(
                "the shares are as before",
                java.time.Duration.ofSeconds(60),
                () -> calls(meshes.client(), host, 20).clusters().containsKey("paris"));
    }

    @Test
    void sharesWithTheOwnCluster(ThreeMeshes meshes) {
        String host = "shared-own.shop.global";
        load(
                meshes,
                host,
                "- {cluster: london, weight: 50}\n- {cluster: paris, weight: 25}\n- {cluster: tokyo, weight: 25}\n");
        for (Caller client : meshes.clients()) {
            Series calls = calls(client, host, 100);
            assertThat(calls.failed()).as(calls::toString).isZero();
            assertThat(calls.clusters().get("london")).as(calls::toString).isCloseTo(50, offset(12L));
            assertThat(calls.clusters().get("paris")).as(calls::toString).isCloseTo(25, offset(10L));
        }
    }

    @Test
    void neverCallsABackendOfWeight0(ThreeMeshes meshes) {
        String host = "never.shop.global";
        load(meshes, host, "- {cluster: london, weight: 0}\n- {cluster: paris, weight: 100}\n");
        assertThat(calls(meshes.client(), host, 20).clusters()).isEqualTo(Map.of("paris", 20L));
    }
}

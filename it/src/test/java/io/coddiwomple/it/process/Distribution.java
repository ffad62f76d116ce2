package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs shell lines in which {@code $CW} is the built distribution's {@code bin/cw}. */
final class Distribution {
    private static final int PATIENCE_SECONDS = 120;

    private final Path folder;

    Distribution(Path folder) {
        this.folder = folder;
    }

    /** What a line came to. */
    record Result(int code, String out, String err) {}

    /** The built distribution; a test without it has nothing to test, as when only classes were compiled. */
    static Path built() {
        Path distribution = root().resolve("app/target/dist");
        Assumptions.assumeTrue(
                Files.isExecutable(distribution.resolve("bin/cw")), "app was not packaged: run ./mvnw package");
        return distribution;
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no folder with mvnw at or above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** Runs a line of bash and waits for its end. */
    Result run(String line) throws IOException, InterruptedException {
        return run(line, Map.of());
    }

    Result run(String line, Map<String, String> environment) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = start(line, environment, out, err);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.isAlive()).as(line).isFalse();
        var result = new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    /** Starts a line of bash. A build in the background may ignore SIGINT, and what it starts would, too. */
    Process start(String line, Map<String, String> environment, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("env", "--default-signal=INT", "bash", "-c", line)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CW", built().resolve("bin/cw").toString());
        builder.environment().put("EXAMPLES", root().resolve("examples").toString());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "NO_COLOR"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}

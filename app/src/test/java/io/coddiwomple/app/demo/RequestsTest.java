package io.coddiwomple.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.socket.ControlServer;
import io.coddiwomple.app.socket.DemoFolder;
import io.coddiwomple.sandbox.process.RunFolder;
import io.coddiwomple.sandbox.process.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands and a demo that is not up, over a real socket in the folder that the sandbox makes. */
class RequestsTest {
    private Path runtime = Path.of("");
    private Map<String, String> environment = Map.of();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Report report = new Report(
            new Terminal(
                    InputStream.nullInputStream(),
                    new ByteArrayOutputStream(),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    false),
            new Report.Tone(false, false, false));

    @BeforeEach
    void makeAFolder() throws IOException {
        runtime = Files.createTempDirectory("cw");
        environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Files.delete(runtime);
    }

    private RunFolder folder() throws IOException {
        return RunFolder.open(new Surroundings(environment, runtime), List.of(new LeftNamespaces()), _ -> {});
    }

    @Test
    void commandsLookWhereTheSandboxIs() throws IOException {
        try (RunFolder folder = folder()) {
            assertThat(DemoFolder.of(environment).path()).isEqualTo(folder.path());
        }
        Map<String, String> none = Map.of("XDG_RUNTIME_DIR", "relative");
        assertThat(DemoFolder.of(none).path().getParent()).isEqualTo(Path.of("/tmp"));
    }

    @Test
    void saysWithExitCodeOneThatNoneRunsButDownIsFineWithThat() throws IOException {
        for (Runner asking : List.of(
                new Ask(List.of("status", "table"), environment),
                new Ask(List.of("call", "a", "http://x", "1", "table"), environment),
                new Apply("a", List.of(), environment))) {
            err.reset();
            assertThat(asking.run(report)).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: no demo is running; start one with ");
        }
        err.reset();
        assertThat(new Down(environment).run(report)).isZero();
        assertThat(err).hasToString("no demo is running\n");
    }

    @Test
    void whatComesUpCanBeEndedAndNothingElse() throws IOException {
        var ended = new AtomicInteger();
        var requests = new Requests(ended::incrementAndGet);
        try (RunFolder folder = folder();
                ControlServer _ = ControlServer.open(new DemoFolder(folder.path()).socket(), requests)) {
            assertThat(new Ask(List.of("status", "table"), environment).run(report))
                    .isEqualTo(1);
            assertThat(err)
                    .hasToString("error: the demo is still coming up, or is ending already; try again in a moment\n");
            assertThat(ended).hasValue(0);
            assertThat(new Ask(List.of("down"), environment).run(report)).isZero();
            assertThat(ended).hasValue(1);
        }
    }

    @Test
    void aRunsNamespacesHaveAShortNameAndAreRememberedByIt() throws IOException {
        assertThat(LeftNamespaces.nameOfThisRun()).matches("d[a-z0-9]{1,7}");
        try (RunFolder folder = folder()) {
            folder.record(LeftNamespaces.KIND, LeftNamespaces.nameOfThisRun());
        }
        assertThat(new LeftNamespaces().remove(LeftNamespaces.nameOfThisRun())).isFalse();
    }
}

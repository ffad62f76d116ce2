package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole process that is killed with a process of its own, and the run after it. */
class KilledRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path runtime;

    @TempDir
    private Path programs;

    private final List<String> said = new ArrayList<>();

    /** Has a folder and a process until it is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            var surroundings =
                    new Surroundings(Map.of("XDG_RUNTIME_DIR", arguments[0], "PATH", arguments[1]), Path.of("/"));
            RunFolder folder = RunFolder.open(surroundings, List.of(), _ -> {});
            Starter starter = Starter.open(folder, surroundings);
            Starter.Started started = starter.start(
                    List.of("/bin/sh", "-c", "PATH=/usr/bin:/bin; echo up; exec sleep 600"),
                    words -> words,
                    folder.path(),
                    folder.path().resolve("log"));
            System.out.println(started.process().pid());
            started.process().waitFor();
        }
    }

    private record Run(Process jvm, ProcessHandle child) {}

    private Run start(String path) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        runtime.toString(),
                        path)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = jvm.inputReader();
        Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(Objects.requireNonNull(output.readLine())));
        Path log =
                runtime.resolve("cw-" + Files.getAttribute(runtime, "unix:uid")).resolve("log");
        await().atMost(LIMIT)
                .until(() -> Files.exists(log) && Files.readString(log).equals("up\n"));
        return new Run(jvm, child.orElseThrow());
    }

    private RunFolder open() throws IOException {
        return RunFolder.open(
                new Surroundings(Map.of("XDG_RUNTIME_DIR", runtime.toString()), runtime), List.of(), said::add);
    }

    @Test
    void itsProcessesEndWithItWhereTheKernelIsAskedForThat() throws IOException, InterruptedException {
        Run run = start(System.getenv("PATH"));
        try {
            assertThatThrownBy(this::open)
                    .isInstanceOf(RunFolderInUse.class)
                    .hasMessageContaining("process " + run.jvm.pid() + " has ");
            assertThat(run.child.isAlive()).isTrue();
            run.jvm.destroyForcibly().waitFor();
            await().atMost(LIMIT).until(() -> ProcessIdentity.of(run.child.pid()) == null);
        } finally {
            run.jvm.destroyForcibly();
            run.child.destroyForcibly();
        }
        open().close();
        assertThat(said).singleElement().asString().startsWith("cleaned up after a demo that was killed: its folder ");
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void itsProcessesEndWithTheNextRunElsewhere() throws IOException, InterruptedException {
        // A PATH without setpriv.
        Run run = start(programs.toString());
        try {
            run.jvm.destroyForcibly().waitFor();
            assertThat(run.child.isAlive()).isTrue();
            try (RunFolder folder = open()) {
                assertThat(ProcessIdentity.of(run.child.pid())).isNull();
                assertThat(said)
                        .containsExactly(
                                "cleaned up after a demo that was killed: 1 process, its folder " + folder.path());
            }
        } finally {
            run.jvm.destroyForcibly();
            run.child.destroyForcibly();
        }
        assertThat(runtime).isEmptyDirectory();
    }
}

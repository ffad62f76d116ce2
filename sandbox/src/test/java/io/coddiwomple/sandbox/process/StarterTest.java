package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end with this one, and are recorded. */
class StarterTest {
    @TempDir
    private Path runtime;

    private RunFolder folder;
    private Starter starter;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        var surroundings = new Surroundings(
                Map.of("XDG_RUNTIME_DIR", runtime.toString(), "PATH", System.getenv("PATH"), "SECRET", "s"), runtime);
        folder = RunFolder.open(surroundings, List.of(), _ -> {});
        starter = Starter.open(folder, surroundings);
    }

    @AfterEach
    void close() throws IOException {
        starter.close();
        folder.close();
        assertThat(runtime).isEmptyDirectory();
    }

    private Starter.Started start(String... words) throws IOException, InterruptedException {
        return starter.start(
                List.of(words), all -> all, folder.path(), folder.path().resolve("log"));
    }

    @Test
    void aProcessIsRecordedWhileItRuns() throws IOException, InterruptedException {
        Starter.Started started = start("sleep", "600");
        String record = "process " + ProcessIdentity.of(started.process().pid());
        assertThat(folder.path().resolve("records")).hasContent("+ " + record);
        started.process().destroyForcibly().waitFor();
        starter.forget(started);
        assertThat(folder.path().resolve("records")).hasContent("+ " + record + "\n- " + record);
    }

    @Test
    void aProcessEndsWithTheThreadThatStartedIt() throws IOException, InterruptedException {
        Starter.Started started = start("sleep", "600");
        Path name = Path.of("/proc/" + started.process().pid() + "/comm");
        await().until(() -> Files.readString(name).equals("sleep\n"));
        starter.close();
        assertThat(started.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(started.process().exitValue()).isEqualTo(128 + 9);
    }

    @Test
    void aProcessIsNotOfTheTerminalsGroupAndKnowsNothingOfTheSession() throws IOException, InterruptedException {
        // Fields 5 and 6 of stat are the process group and the session.
        Starter.Started started = start("sh", "-c", "cut -d' ' -f1,5,6 /proc/$$/stat; env | grep -c SECRET");
        started.process().waitFor();
        long pid = started.process().pid();
        assertThat(folder.path().resolve("log")).hasContent(pid + " " + pid + " " + pid + "\n0");
    }

    @Test
    void theWrapperGetsAllOfTheWordsAndTheProcessIsTheOneThatItBecomes() throws IOException, InterruptedException {
        var wrapped = new ArrayList<String>();
        Starter.Started started = starter.start(
                List.of("sh", "-c", "echo $$ $MARK"),
                words -> {
                    wrapped.addAll(List.of("env", "MARK=here"));
                    wrapped.addAll(words);
                    return wrapped;
                },
                folder.path(),
                folder.path().resolve("log"));
        started.process().waitFor();
        assertThat(folder.path().resolve("log")).hasContent(started.process().pid() + " here");
        assertThat(wrapped).endsWith("sh", "-c", "echo $$ $MARK");
    }

    @Test
    void whatCannotBeStartedIsAnError() throws IOException {
        assertThatThrownBy(() -> starter.start(
                        List.of("true"),
                        _ -> List.of("/nowhere/such"),
                        folder.path(),
                        folder.path().resolve("log")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere/such");
        assertThat(Files.readString(folder.path().resolve("records"))).isEmpty();
    }
}

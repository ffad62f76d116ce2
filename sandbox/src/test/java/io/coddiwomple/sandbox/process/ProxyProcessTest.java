package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Failed;
import io.coddiwomple.sandbox.process.ProxyState.Reason;
import io.coddiwomple.sandbox.process.ProxyState.Restarting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a process that is not well, with scripts in the place of Envoy. */
class ProxyProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NAME = "amsterdam/httpbin";

    @TempDir
    private Path runtime;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private RunFolder folder;
    private Proxies proxies;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        folder = RunFolder.open(surroundings(), List.of(), said::add);
        var envoy = new EnvoyBinary(folder.path().resolve("program"), EnvoyBinary.FETCHED);
        proxies = Proxies.open(envoy, folder, surroundings(), said::add);
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of("XDG_RUNTIME_DIR", runtime.toString(), "PATH", System.getenv("PATH")), runtime);
    }

    @AfterEach
    void close() throws IOException {
        proxies.close();
        folder.close();
        assertThat(runtime).isEmptyDirectory();
        assertThat(ProcessHandle.current().descendants()).noneMatch(ProcessHandle::isAlive);
    }

    private ProxyProcess start(String script) throws IOException {
        Scripts.write(folder.path().resolve("program"), script);
        return proxies.start(
                new ProxySpec(NAME, "node", folder.path().resolve("xds"), folder.folder(NAME), words -> words));
    }

    @Test
    void oneThatNeverComesUpIsGivenUpWithWhatItSaid() throws IOException, InterruptedException {
        ProxyProcess proxy = start("echo no such listener >&2; exit 7");
        assertThatThrownBy(() -> proxy.awaitReady(LIMIT))
                .isInstanceOf(ProxyFailed.class)
                .hasMessage("the proxy of amsterdam/httpbin ended with exit code 7; it said:\n"
                        + "  no such listener\n".repeat(ProxyLife.MOST_FAILURES).stripTrailing());
        assertThat(proxy.state()).isInstanceOf(Failed.class);
        assertThat(proxy.restarts()).isEqualTo(ProxyLife.MOST_FAILURES - 1);
        await().atMost(LIMIT).until(() -> said.size() == ProxyLife.MOST_FAILURES);
        assertThat(said)
                .containsExactly(
                        "the proxy of amsterdam/httpbin ended with exit code 7; it is started again in 250 ms",
                        "the proxy of amsterdam/httpbin ended with exit code 7; it is started again in 500 ms",
                        "the proxy of amsterdam/httpbin ended with exit code 7; it is started again in 1000 ms",
                        "the proxy of amsterdam/httpbin ended with exit code 7 before it was ready, 4 times in a row,"
                                + " and is not started again; see "
                                + proxy.spec().log());
        // Its processes are not on record any more, and it can be tried again.
        assertThat(Files.readString(folder.path().resolve("records")).lines().filter(line -> line.startsWith("+")))
                .hasSameSizeAs(Files.readString(folder.path().resolve("records"))
                        .lines()
                        .filter(line -> line.startsWith("-"))
                        .toList());
        proxy.start();
        await().atMost(LIMIT).until(() -> proxy.state() instanceof Restarting);
    }

    @Test
    void oneThatIsSilentIsNotReady() throws IOException, InterruptedException {
        ProxyProcess proxy = start("echo starting; exec sleep 600");
        await().atMost(LIMIT).until(() -> proxy.lastLines().contains("starting"));
        assertThatThrownBy(() -> proxy.awaitReady(Duration.ofMillis(300)))
                .isInstanceOf(ProxyFailed.class)
                .hasMessage("the proxy of amsterdam/httpbin is not ready after 300 ms; it said:\n  starting");
        assertThat(proxy.pid()).isPresent();
        assertThat(proxy.memory().orElseThrow()).isPositive();
        proxy.kill();
        assertThat(proxy.state()).isEqualTo(new Down(Reason.KILLED));
        assertThat(proxy.pid()).isEmpty();
        assertThat(proxy.memory()).isEmpty();
        assertThatThrownBy(() -> proxy.awaitReady(LIMIT))
                .isInstanceOf(ProxyFailed.class)
                .hasMessageContaining("taken down");
        proxy.start();
        await().atMost(LIMIT).until(() -> proxy.pid().isPresent());
        assertThat(proxy.restarts()).isZero();
        assertThat(said).isEmpty();
    }

    @Test
    void oneThatDoesNotListenToReasonIsKilledWhenTheTimeOfClosingIsUp() throws IOException, InterruptedException {
        ProxyProcess proxy = start("trap '' TERM; echo deaf; exec sleep 600");
        await().atMost(LIMIT).until(() -> proxy.lastLines().contains("deaf"));
        long start = System.nanoTime();
        proxies.close();
        // It would go on for ten minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), LIMIT);
        assertThat(proxy.pid()).isEmpty();
    }

    @Test
    void oneThatCannotBeStartedIsTriedAgainAndGivenUp() throws IOException, InterruptedException {
        Path gone = folder.path().resolve("gone");
        ProxyProcess proxy = proxies.start(new ProxySpec(
                NAME, "node", folder.path().resolve("xds"), folder.folder(NAME), _ -> List.of(gone + "")));
        assertThatThrownBy(() -> proxy.awaitReady(LIMIT))
                .isInstanceOf(ProxyFailed.class)
                .hasMessageContaining("could not be run")
                .hasMessageContaining(gone.toString());
    }

    @Test
    void whoeverIsInterruptedWhileItDrainsLeavesItDown() throws IOException, InterruptedException {
        ProxyProcess proxy = start("trap '' TERM; echo deaf; exec sleep 600");
        await().atMost(LIMIT).until(() -> proxy.lastLines().contains("deaf"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> proxy.drain(Duration.ofMinutes(5))).isInstanceOf(InterruptedException.class);
        await().atMost(LIMIT).until(() -> proxy.state().equals(new Down(Reason.DRAINED)));
    }

    @Test
    void aPauseBeforeTheNextStartEndsWhenItIsTakenDown() throws IOException, InterruptedException {
        ProxyProcess proxy = start("exit 1");
        await().atMost(LIMIT).until(() -> proxy.state() instanceof Restarting);
        proxy.drain(Duration.ofSeconds(1));
        assertThat(proxy.state()).isEqualTo(new Down(Reason.DRAINED));
    }
}

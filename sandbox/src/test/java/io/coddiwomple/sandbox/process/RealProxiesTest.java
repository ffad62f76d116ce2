package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.envoy.xds.ConfigServer;
import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Ready;
import io.coddiwomple.sandbox.process.ProxyState.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock Envoys as processes. */
@Tag("peers")
class RealProxiesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ADDRESS = "127.78." + ProcessHandle.current().pid() % 250 + ".1";
    private static final int PORT = 18_000;
    private static final String NODE = "sidecar~127.0.0.1~a.b~b.svc.cluster.local";

    @TempDir
    private Path runtime;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private RunFolder folder;
    private ConfigServer server;
    private Proxies proxies;
    private Path xds;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        EnvoyBinary envoy = Peers.envoy();
        var surroundings = new Surroundings(
                Map.of("XDG_RUNTIME_DIR", runtime.toString(), "PATH", System.getenv("PATH")), Path.of("/"));
        folder = RunFolder.open(surroundings, List.of(), said::add);
        xds = folder.path().resolve("xds");
        server = ConfigServer.start(UnixDomainSocketAddress.of(xds));
        proxies = Proxies.open(envoy, folder, surroundings, said::add);
        server.publish(
                SampleConfig.of(NODE, SampleConfig.listener("one", ADDRESS, PORT, "hello")),
                _ -> SampleConfig.NO_IDENTITY);
    }

    @AfterEach
    void close() throws IOException {
        if (proxies != null) {
            List<Long> pids = proxies.all().stream()
                    .flatMap(proxy -> proxy.pid().stream().boxed())
                    .toList();
            long start = System.nanoTime();
            proxies.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(3_500));
            server.close();
            folder.close();
            assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
            assertThat(runtime).isEmptyDirectory();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("cw-"));
        }
    }

    private ProxyProcess start() throws IOException {
        return proxies.start(
                new ProxySpec("amsterdam/httpbin", NODE, xds, folder.folder("amsterdam/httpbin"), words -> words));
    }

    private static String call() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://" + ADDRESS + ":" + PORT + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void comesUpWithItsConfigurationAndAnswers() throws IOException, InterruptedException {
        ProxyProcess proxy = start();
        proxy.awaitListeners(1, LIMIT);
        assertThat(call()).isEqualTo("hello");
        assertThat(proxy.state()).isEqualTo(new Ready());
        assertThat(proxy.memory().orElseThrow()).isBetween(10L << 20, 400L << 20);
        assertThat(proxy.admin().listeners()).contains(new Admin.ActiveListener("one", ADDRESS + ":" + PORT));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(proxy.admin().path())))
                .isEqualTo("rw-------");
        assertThat(proxy.lastLines()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void isStartedAgainWhenItEndsByItself() throws IOException, InterruptedException {
        ProxyProcess proxy = start();
        proxy.awaitReady(LIMIT);
        long first = proxy.pid().orElseThrow();
        assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();
        await().atMost(LIMIT).until(() -> proxy.restarts() == 1 && proxy.state() instanceof Ready);
        assertThat(proxy.pid().orElseThrow()).isNotEqualTo(first);
        proxy.awaitListeners(1, LIMIT);
        assertThat(call()).isEqualTo("hello");
        assertThat(said)
                .containsExactly("the proxy of amsterdam/httpbin was ended by signal 9; it is started again in 250 ms");
    }

    @Test
    void staysDownWhenKilledUntilItIsStarted() throws IOException, InterruptedException {
        ProxyProcess proxy = start();
        proxy.awaitReady(LIMIT);
        proxy.kill();
        assertThat(proxy.state()).isEqualTo(new Down(Reason.KILLED));
        assertThat(proxy.pid()).isEmpty();
        proxy.start();
        proxy.awaitListeners(1, LIMIT);
        assertThat(call()).isEqualTo("hello");
        assertThat(proxy.restarts()).isZero();
        assertThat(said).isEmpty();
    }
}

package io.coddiwomple.sandbox.process;

import static io.coddiwomple.sandbox.process.RealRun.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.envoy.xds.Versions;
import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Ready;
import io.coddiwomple.sandbox.process.ProxyState.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock Envoys as processes. */
@Tag("peers")
class RealProxiesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int PORT = 18_000;
    private static final String NAME = "amsterdam/httpbin";
    private static final String NODE = "sidecar~127.0.0.1~a.b~b.svc.cluster.local";

    @TempDir
    private Path runtime;

    private RealRun run;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        run = RealRun.open(runtime);
        publish("hello");
    }

    @AfterEach
    void close() throws IOException {
        if (run != null) {
            run.close();
        }
    }

    private void publish(String body) {
        run.server.publish(
                SampleConfig.of(NODE, List.of(SampleConfig.answering("one", ADDRESS, PORT, body))),
                _ -> SampleConfig.NO_IDENTITY);
    }

    private Versions versions() {
        return Objects.requireNonNull(run.server.versions(NODE));
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
        ProxyProcess proxy = run.start(NAME, NODE);
        proxy.awaitListeners(1, LIMIT);
        assertThat(call()).isEqualTo("hello");
        assertThat(proxy.state()).isEqualTo(new Ready());
        assertThat(proxy.memory().orElseThrow()).isBetween(10L << 20, 150L << 20);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(proxy.admin().path())))
                .isEqualTo("rw-------");
        // A warning of its own configuration would be one too many.
        assertThat(proxy.lastLines()).isEmpty();
        assertThat(run.said).isEmpty();
    }

    @Test
    void takesWhatIsPublishedNext() throws IOException, InterruptedException {
        ProxyProcess proxy = run.start(NAME, NODE);
        Versions first = versions();
        proxy.awaitVersions(first, LIMIT);
        publish("goodbye");
        assertThat(versions()).isNotEqualTo(first);
        proxy.awaitVersions(versions(), LIMIT);
        assertThat(call()).isEqualTo("goodbye");
        assertThatThrownBy(() -> proxy.awaitVersions(first, Duration.ofMillis(100)))
                .isInstanceOf(ProxyFailed.class)
                .hasMessageContaining("is not as it is to be after 100 ms");
    }

    @Test
    void saysWhyItHasFewerListenersThanItShould() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(PORT, 1, InetAddress.getByName(ADDRESS))) {
            ProxyProcess proxy = run.start(NAME, NODE);
            await().atMost(LIMIT)
                    .until(() -> proxy.lastLines().stream().anyMatch(line -> line.contains("Address already in use")));
            assertThatThrownBy(() -> proxy.awaitListeners(1, Duration.ofMillis(100)))
                    .isInstanceOf(ProxyFailed.class)
                    .hasMessageContaining("is not ready with 1 listeners after 100 ms")
                    .hasMessageContaining(ADDRESS + ":" + taken.getLocalPort())
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void isStartedAgainWhenItEndsByItself() throws IOException, InterruptedException {
        ProxyProcess proxy = run.start(NAME, NODE);
        proxy.awaitReady(LIMIT);
        long first = proxy.pid().orElseThrow();
        assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();
        await().atMost(LIMIT).until(() -> proxy.restarts() == 1 && proxy.state() instanceof Ready);
        assertThat(proxy.pid().orElseThrow()).isNotEqualTo(first);
        proxy.awaitListeners(1, LIMIT);
        assertThat(call()).isEqualTo("hello");
        assertThat(run.said)
                .containsExactly("the proxy of amsterdam/httpbin was ended by signal 9; it is started again in 250 ms");
    }

    @Test
    void staysDownWhenKilledUntilItIsStarted() throws IOException, InterruptedException {
        ProxyProcess proxy = run.start(NAME, NODE);
        proxy.awaitReady(LIMIT);
        proxy.kill();
        assertThat(proxy.state()).isEqualTo(new Down(Reason.KILLED));
        assertThat(proxy.pid()).isEmpty();
        assertThat(proxy.admin().path()).doesNotExist();
        proxy.start();
        proxy.awaitListeners(1, LIMIT);
        assertThat(call()).isEqualTo("hello");
        assertThat(proxy.restarts()).isZero();
        assertThat(run.said).isEmpty();
    }

    @Test
    void aRemovedOneIsGoneAndItsNameFree() throws IOException, InterruptedException {
        ProxyProcess proxy = run.start(NAME, NODE);
        proxy.awaitReady(LIMIT);
        long pid = proxy.pid().orElseThrow();
        run.proxies.remove(NAME);
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(run.proxies.all()).isEmpty();
        run.start(NAME, NODE).awaitListeners(1, LIMIT);
    }

    @Test
    void nineTakeLittle() throws IOException, InterruptedException {
        var configs = new TreeMap<String, io.coddiwomple.envoy.ProxyConfig>();
        for (int i = 0; i < 9; i++) {
            configs.putAll(SampleConfig.of(
                    "node" + i, List.of(SampleConfig.answering("one", ADDRESS, PORT + 1 + i, "hello"))));
        }
        run.server.publish(configs, _ -> SampleConfig.NO_IDENTITY);
        var proxies = new ArrayList<ProxyProcess>();
        for (String node : configs.keySet()) {
            proxies.add(run.start("amsterdam/" + node, node));
        }
        for (ProxyProcess proxy : proxies) {
            proxy.awaitListeners(1, LIMIT);
        }
        long memory = 0;
        for (ProxyProcess proxy : proxies) {
            memory += proxy.memory().orElseThrow();
        }
        assertThat(memory).isLessThan(750L << 20);
    }
}

package io.coddiwomple.sandbox.process;

import static io.coddiwomple.sandbox.process.RealRun.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what is under way when an Envoy ends. */
@Tag("peers")
class RealDrainTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int HTTP = 18_100;
    private static final int TCP = 18_101;
    private static final String NODE = "gateway";

    @TempDir
    private Path runtime;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private RealRun run;
    private HttpServer backend;
    private ServerSocket tcpBackend;
    private ProxyProcess proxy;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        run = RealRun.open(runtime);
        InetAddress local = InetAddress.getLoopbackAddress();
        backend = HttpServer.create(new InetSocketAddress(local, 0), 8);
        backend.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        backend.createContext("/", exchange -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] body = "done".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        backend.start();
        tcpBackend = new ServerSocket(0, 8, local);
        run.server.publish(
                SampleConfig.of(
                        NODE,
                        List.of(
                                SampleConfig.forwarding("web", ADDRESS, HTTP, "web"),
                                SampleConfig.tcp("bytes", ADDRESS, TCP, "bytes")),
                        SampleConfig.cluster("web", backend.getAddress().getPort()),
                        SampleConfig.cluster("bytes", tcpBackend.getLocalPort())),
                _ -> SampleConfig.NO_IDENTITY);
        proxy = run.start("amsterdam/gateway", NODE);
        proxy.awaitListeners(2, LIMIT);
    }

    @AfterEach
    void close() throws IOException {
        answer.countDown();
        if (run != null) {
            run.close();
            backend.stop(0);
            tcpBackend.close();
        }
    }

    private static Thread inBackground(Drained draining) {
        return Thread.ofVirtual().start(() -> {
            try {
                draining.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Drained {
        void run() throws InterruptedException;
    }

    private static boolean isRefused(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(ADDRESS, port), 1_000);
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void aRequestUnderWayIsAnsweredAndNoOtherIsTaken() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> call = client.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://" + ADDRESS + ":" + HTTP + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Thread drain = inBackground(() -> proxy.drain(Duration.ofSeconds(20)));
            await().atMost(LIMIT).until(() -> isRefused(HTTP));
            assertThat(drain.isAlive()).isTrue();
            answer.countDown();
            HttpResponse<String> response = call.get(10, TimeUnit.SECONDS);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("done");
            assertThat(response.headers().firstValue("connection")).contains("close");
            assertThat(drain.join(LIMIT)).isTrue();
        }
        assertThat(proxy.state()).isEqualTo(new Down(Reason.DRAINED));
        assertThat(proxy.restarts()).isZero();
        proxy.start();
        proxy.awaitListeners(2, LIMIT);
    }

    @Test
    void aConnectionOfBytesIsLeftToEnd() throws Exception {
        try (var client = new Socket(ADDRESS, TCP);
                Socket server = tcpBackend.accept()) {
            Thread drain = inBackground(() -> proxy.drain(Duration.ofSeconds(20)));
            await().atMost(LIMIT).until(() -> isRefused(HTTP));
            client.getOutputStream().write('x');
            assertThat(server.getInputStream().read()).isEqualTo('x');
            assertThat(drain.isAlive()).isTrue();
            client.shutdownOutput();
            server.shutdownOutput();
            assertThat(drain.join(LIMIT)).isTrue();
        }
    }

    @Test
    void whatDoesNotEndIsCutOffWhenTheTimeIsUp() throws Exception {
        try (var client = new Socket(ADDRESS, TCP);
                Socket server = tcpBackend.accept()) {
            long start = System.nanoTime();
            proxy.drain(Duration.ofMillis(500));
            // Nothing else would end it.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(500), LIMIT);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closingWaitsForARequestButNotToItsEnd() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> call = client.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://" + ADDRESS + ":" + HTTP + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            run.proxies.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1_500), LIMIT);
            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        }
    }
}

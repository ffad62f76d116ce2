package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the wire, with real clients and servers on both ends. */
class WireTapTest {
    private final Stage stage = new Stage();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        stage.close();
    }

    private WireTap tap(AppServer server) throws IOException {
        WireTap tap = WireTap.start(stage.loop, stage.sockets, Stage.anyPort(), Stage.at(server));
        stage.closing(tap::close);
        return tap;
    }

    /** The only connection, after it has ended. */
    private static Recording ended(WireTap tap) {
        await().until(() ->
                tap.recordings().size() == 1 && !tap.recordings().getFirst().open());
        return tap.recordings().getFirst();
    }

    private static String url(WireTap tap, String path) {
        return "http://127.0.0.1:" + tap.address().getPort() + path;
    }

    @Test
    void aRequestOfHttp1CanBeRead() throws IOException {
        WireTap tap = tap(stage.serve(new App.Httpbin()));

        Run run = Run.of("curl", "-si", "-H", "Host: httpbin.bar.global", url(tap, "/headers"));

        Recording recording = ended(tap);
        assertThat(run.output()).isEqualTo(new String(recording.fromServer(), StandardCharsets.UTF_8));
        assertThat(recording.description())
                .isEqualTo("HTTP/1.1 in clear: GET /headers, host: httpbin.bar.global; answered HTTP/1.1 200 OK; all "
                        + WireText.count(recording.clientBytes() + recording.serverBytes())
                        + " bytes can be read on the way");
    }

    @Test
    void aRequestOfHttp2AndACallOfGrpcCanBeRead() throws IOException {
        AppServer server = stage.serve(new App.Httpbin());
        WireTap tap = tap(server);

        Run.of("curl", "-s", "--http2-prior-knowledge", url(tap, "/get"));
        assertThat(ended(tap).description())
                .startsWith("HTTP/2 in clear: GET /get, host: 127.0.0.1:"
                        + tap.address().getPort() + "; all ");

        tap.forget();
        Answer answer = stage.caller.call(
                stage.sockets, Call.of(URI.create("grpc://namer:90/a.B/C"), tap.address(), Protocol.GRPC, Stage.LIMIT));
        assertThat(answer.good()).isTrue();
        assertThat(ended(tap).description()).startsWith("gRPC in clear: POST /a.B/C, host: namer:90; all ");
    }

    @Test
    void ofTlsOnlyTheNamesCanBeRead() throws Exception {
        Certificates.selfSigned(folder, "httpbin.example");
        int port = freePort();
        // Java's own server refuses names with underscores, as Istio has them.
        Process server = new ProcessBuilder(
                        "openssl",
                        "s_server",
                        "-quiet",
                        "-accept",
                        "127.0.0.1:" + port,
                        "-key",
                        folder.resolve("httpbin.example.key").toString(),
                        "-cert",
                        folder.resolve("httpbin.example.crt").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server").toFile())
                .start();
        stage.closing(() -> server.destroyForcibly().onExit().join());
        await().until(() -> isListening(port));
        WireTap tap = WireTap.start(
                stage.loop,
                stage.sockets,
                Stage.anyPort(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        stage.closing(tap::close);

        for (String version : List.of("-tls1_3", "-tls1_2")) {
            Run run = Run.with(
                    "secret\n",
                    "openssl",
                    "s_client",
                    version,
                    "-servername",
                    "outbound_.8000_._.httpbin.bar.svc.cluster.local",
                    "-alpn",
                    "istio-http/1.1,istio",
                    "-connect",
                    "127.0.0.1:" + tap.address().getPort());

            Recording recording = ended(tap);
            assertThat(run.output()).contains("CN = httpbin.example");
            String newest = version.equals("-tls1_3") ? "TLS 1.3" : "TLS 1.2";
            assertThat(recording.description())
                    .startsWith(newest
                            + " ClientHello, server name outbound_.8000_._.httpbin.bar.svc.cluster.local, ALPN"
                            + " istio-http/1.1,istio; agreed on " + newest + "; then ")
                    .endsWith(" bytes that only the two ends can read");
            assertThat(recording.description().contains("certificates, which can be read"))
                    .isEqualTo(newest.equals("TLS 1.2"));
            assertThat(new String(recording.fromServer(), StandardCharsets.ISO_8859_1).contains("httpbin.example"))
                    .isEqualTo(newest.equals("TLS 1.2"));
            tap.forget();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = ServerSocketChannel.open().bind(Stage.anyPort())) {
            return ((InetSocketAddress) socket.getLocalAddress()).getPort();
        }
    }

    private static boolean isListening(int port) {
        try (SocketChannel _ = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void muchIsPassedOnWholeAndLittleIsRemembered() throws IOException {
        WireTap tap = tap(stage.serve(new App.Httpbin()));
        Path body = folder.resolve("body");
        Files.writeString(body, "0123456789abcdef".repeat(1 << 16));

        Run run = Run.of(
                "curl",
                "-s",
                "--limit-rate",
                "4M",
                "--data-binary",
                "@" + body,
                "-H",
                "Expect:",
                url(tap, "/anything"));

        assertThat(run.output()).contains("\"data\": \"" + Files.readString(body) + "\"");
        Recording recording = ended(tap);
        assertThat(recording.fromClient()).hasSize(WireTap.REMEMBERED);
        assertThat(recording.clientBytes()).isGreaterThan(1 << 20);
    }

    @Test
    void oneDirectionMayEndBeforeTheOther() throws IOException {
        AppServer server = stage.serve(new App.Echo(), AppServer.Port.clear(Stage.anyPort(), AppServer.Content.LINES));
        WireTap tap = tap(server);

        try (SocketChannel client = SocketChannel.open(tap.address())) {
            client.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.UTF_8)));
            client.shutdownOutput();
            var text = new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).isEqualTo("barcelona/httpbin-1 hello\n");
        }
        assertThat(ended(tap).description()).startsWith("text in clear: hello; all 32 bytes");
    }

    @Test
    void aTargetThatIsGoneEndsTheConnection() throws IOException {
        AppServer server = stage.serve(new App.Httpbin());
        WireTap tap = tap(server);
        server.crash();

        Answer answer = stage.caller.call(
                stage.sockets, Call.of(URI.create("http://h"), tap.address(), Protocol.HTTP1, Stage.LIMIT));

        assertThat(answer.good()).isFalse();
        assertThat(ended(tap).description()).startsWith("a connection without a byte");
    }

    @Test
    void onlyTheLatestConnectionsAreRemembered() throws IOException {
        AppServer server = stage.serve(new App.Httpbin());
        WireTap tap = tap(server);
        InetSocketAddress at = tap.address();

        for (int call = 0; call < WireTap.MOST_CONNECTIONS + 4; call++) {
            stage.caller.call(
                    stage.sockets, Call.of(URI.create("http://h/anything/" + call), at, Protocol.HTTP1, Stage.LIMIT));
        }

        assertThat(tap.recordings()).hasSize(WireTap.MOST_CONNECTIONS);
        assertThat(tap.recordings().getFirst().description()).contains("GET /anything/4,");
        assertThat(tap.recordings().getLast().description()).contains("GET /anything/19,");
    }
}

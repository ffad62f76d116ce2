package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers as curl and openssl see them. */
class AppServerTest {
    private final Stage stage = new Stage();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        stage.close();
    }

    @Test
    void onePortServesHttp1AndHttp2() {
        String url = Stage.url(stage.serve(new App.Echo()), "/a/b?c=d");

        Run first = Run.of("curl", "-si", "--http1.1", "-H", "X-Mine: 1", url);
        Run second = Run.of("curl", "-si", "--http2-prior-knowledge", "-H", "X-Mine: 2", url);

        assertThat(first.output())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("x-served-by: barcelona/httpbin-1\r\n", "\"protocol\": \"HTTP/1.1\"", "\"x-mine\": \"1\"");
        assertThat(second.output())
                .startsWith("HTTP/2 200")
                .contains("x-served-by: barcelona/httpbin-1\r\n", "\"protocol\": \"HTTP/2\"", "\"x-mine\": \"2\"")
                .contains("\"path\": \"/a/b?c=d\"")
                .doesNotContain("x-http2-", "transfer-encoding");
    }

    @Test
    void aConnectionIsUsedAgain() {
        String url = Stage.url(stage.serve(new App.Httpbin()), "/headers");

        Run run = Run.of("curl", "-sv", "--http1.1", url, url);

        assertThat(run.output()).contains("Re-using existing connection").contains("left intact");
    }

    @Test
    void aLargeBodyThatAsksFirstIsTaken() throws IOException {
        AppServer server = stage.serve(new App.Httpbin());
        Path file = folder.resolve("body");
        Files.writeString(file, "x".repeat(1 << 20));

        for (String version : List.of("--http1.1", "--http2-prior-knowledge")) {
            Run taken = Run.of(
                    "curl",
                    "-s",
                    version,
                    "-H",
                    "Expect: 100-continue",
                    "--data-binary",
                    "@" + file,
                    "-o",
                    folder.resolve("answer").toString(),
                    "-w",
                    "%{http_code}",
                    Stage.url(server, "/anything"));
            assertThat(taken.output()).isEqualTo("200");
            assertThat(Files.readString(folder.resolve("answer"))).contains("x".repeat(1 << 20));
        }
    }

    @Test
    void aLineComesBackWithTheServersName() throws IOException {
        AppServer server = stage.serve(new App.Echo(), AppServer.Port.clear(Stage.anyPort(), AppServer.Content.LINES));

        // curl's telnet does not end by itself, whatever it has got.
        try (var client = new Socket()) {
            client.connect(Stage.at(server));
            client.getOutputStream().write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("barcelona/httpbin-1 one\nbarcelona/httpbin-1 two\n");
        }
    }

    @Test
    void aServerWithTlsOfItsOwnServesLines() throws Exception {
        TlsIdentity identity = Certificates.selfSigned(folder, "httpbin.example");
        AppServer server =
                stage.serve(new App.Echo(), AppServer.Port.tls(Stage.anyPort(), AppServer.Content.LINES, identity));

        String said = Run.until(
                " hello\n",
                "hello\n",
                "openssl",
                "s_client",
                "-quiet",
                "-servername",
                "httpbin.example",
                "-verify_return_error",
                "-CAfile",
                folder.resolve("httpbin.example.crt").toString(),
                "-connect",
                "127.0.0.1:" + Stage.at(server).getPort());

        assertThat(said).contains("barcelona/httpbin-1 hello");
    }

    @Test
    void aServerWithTlsOfItsOwnSpeaksHttpByAlpn() throws Exception {
        TlsIdentity identity = Certificates.selfSigned(folder, "httpbin.example");
        AppServer server =
                stage.serve(new App.Httpbin(), AppServer.Port.tls(Stage.anyPort(), AppServer.Content.HTTP, identity));
        int port = Stage.at(server).getPort();

        for (String version : List.of("--http1.1", "--http2")) {
            Run run = Run.of(
                    "curl",
                    "-s",
                    version,
                    "--cacert",
                    folder.resolve("httpbin.example.crt").toString(),
                    "--connect-to",
                    "::127.0.0.1:" + port,
                    "-w",
                    "%{http_version} %{ssl_verify_result}",
                    "-o",
                    "/dev/null",
                    "https://httpbin.example:" + port + "/headers");
            assertThat(run.output()).isEqualTo((version.equals("--http2") ? "2" : "1.1") + " 0");
        }
    }

    @Test
    void itFailsWithTheStatusItIsTold() throws IOException {
        AppServer server = stage.serve(new App.Httpbin());
        server.fail(503);

        assertThat(status(server, "--http1.1")).isEqualTo("503");
        assertThat(status(server, "--http2-prior-knowledge")).isEqualTo("503");

        server.heal();
        assertThat(status(server, "--http1.1")).isEqualTo("200");
    }

    @Test
    void afterACrashConnectionsAreRefusedUntilItHeals() throws IOException {
        AppServer free = stage.serve(new App.Httpbin());
        var address = Stage.at(free);
        free.close();
        AppServer server = stage.serve(new App.Httpbin(), AppServer.Port.clear(address, AppServer.Content.HTTP));
        String url = Stage.url(server, "/get");

        server.crash();
        assertThat(Run.of("curl", "-s", url).exit()).isEqualTo(7);
        assertThat(server.addresses()).isEmpty();

        server.heal();
        assertThat(Run.of("curl", "-s", url).exit()).isZero();
    }

    @Test
    void aPortInUseIsSaidAndNothingIsHeld() {
        AppServer server = stage.serve(new App.Httpbin());

        assertThatThrownBy(() -> AppServer.start(
                        stage.loop,
                        stage.sockets,
                        "a/b",
                        new App.Echo(),
                        List.of(AppServer.Port.clear(Stage.at(server), AppServer.Content.HTTP))))
                .isInstanceOf(IOException.class);
    }

    private static String status(AppServer server, String version) {
        return Run.of("curl", "-s", version, "-o", "/dev/null", "-w", "%{http_code}", Stage.url(server, "/get"))
                .output();
    }
}

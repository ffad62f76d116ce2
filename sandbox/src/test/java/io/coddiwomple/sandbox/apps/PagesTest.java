package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the applications answer. */
class PagesTest {
    private final Stage stage = new Stage();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        stage.close();
    }

    private Answer get(AppServer server, String path) {
        return stage.call(server, Protocol.HTTP1, "http://httpbin.bar.global:8000" + path);
    }

    @Test
    void httpbinTellsWhatItSaw() {
        AppServer server = stage.serve(new App.Httpbin());
        Call call = Call.of(
                        URI.create("http://httpbin.bar.global:8000/anything/x?a=1&b=2&b=3"),
                        Stage.at(server),
                        Protocol.HTTP1,
                        Stage.LIMIT)
                .withHeaders(Map.of("x-forwarded-for", "10.1.2.3"))
                .withBody("data \"quoted\"");

        Answer answer = stage.caller.call(stage.sockets, call);

        assertThat(answer.body())
                .contains("\"a\": \"1\"", "\"X-Forwarded-For\": \"10.1.2.3\"", "\"origin\": \"10.1.2.3\"")
                .contains("\"url\": \"http://httpbin.bar.global:8000/anything/x?a=1&b=2&b=3\"")
                .contains("\"method\": \"POST\"", "\"data\": \"data \\\"quoted\\\"\"");
        assertThat(get(server, "/ip").body()).contains("\"origin\": \"127.0.0.1\"");
        assertThat(get(server, "/get?a=1").body()).contains("\"a\": \"1\"").doesNotContain("method");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 404, 418, 500, 503, 599})
    void httpbinAnswersWithTheStatusAsked(int status) {
        AppServer server = stage.serve(new App.Httpbin());

        for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP2)) {
            Answer answer = stage.call(server, protocol, "http://h/status/" + status);
            assertThat(answer.failure()).isEmpty();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.servedBy()).isEqualTo("barcelona/httpbin-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status/",
                "/status/100",
                "/status/600",
                "/status/abc",
                "/status/200.5",
                "/delay/-1",
                "/delay/x",
                "/stream/x",
                "/stream/5?interval=9999999"
            })
    void httpbinSaysWhatItCannotDo(String path) {
        assertThat(get(stage.serve(new App.Httpbin()), path).status()).isEqualTo(400);
    }

    @Test
    void httpbinWaitsAsLongAsAsked() {
        AppServer server = stage.serve(new App.Httpbin());

        Answer answer = get(server, "/delay/0.4");

        assertThat(answer.good()).isTrue();
        assertThat(answer.took()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void httpbinStreamsLineByLine() {
        AppServer server = stage.serve(new App.Httpbin());

        for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP2)) {
            Answer answer = stage.call(server, protocol, "http://h/stream/5?interval=20");
            assertThat(answer.failure()).isEmpty();
            assertThat(answer.body().lines()).hasSize(5).allMatch(line -> line.startsWith("{\"args\""));
            assertThat(answer.body()).contains("\"id\": 0", "\"id\": 4");
            assertThat(answer.took()).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
        assertThat(get(server, "/stream/500").body().lines()).hasSize(100);
        assertThat(get(server, "/stream/0").body()).isEmpty();
    }

    @Test
    void requestsWithoutWaitingForAnswersAreAnsweredInOrder() {
        AppServer server = stage.serve(new App.Httpbin());
        String all = "GET /delay/0.2 HTTP/1.1\r\nhost: a\r\n\r\nGET /status/404 HTTP/1.1\r\nhost: a\r\n\r\n"
                + "GET /ip HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

        Run run = Run.with(
                all,
                "curl",
                "-s",
                "--max-time",
                "5",
                "telnet://127.0.0.1:" + Stage.at(server).getPort());

        assertThat(run.output().lines().filter(line -> line.startsWith("HTTP/1.1")))
                .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK");
    }

    @Test
    void whatIsNotHttpIsRefused() {
        AppServer server = stage.serve(new App.Httpbin());

        Run run = Run.with(
                "NOT HTTP\r\n\r\n",
                "curl",
                "-s",
                "--max-time",
                "5",
                "telnet://127.0.0.1:" + Stage.at(server).getPort());

        assertThat(run.output()).startsWith("HTTP/1.1 400 Bad Request");
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsRefused() throws Exception {
        AppServer server = stage.serve(new App.Httpbin());
        Path body = folder.resolve("body");
        Files.writeString(body, "x".repeat((1 << 20) + 1));

        for (String version : List.of("--http1.1", "--http2-prior-knowledge")) {
            Run run = Run.of(
                    "curl",
                    "-s",
                    version,
                    "-H",
                    "Expect:",
                    "--data-binary",
                    "@" + body,
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{http_code}",
                    Stage.url(server, "/anything"));
            assertThat(run.output()).isEqualTo("413");
        }
    }

    @Test
    void aHeadHasNoBody() {
        String url = Stage.url(stage.serve(new App.Httpbin()), "/get");

        for (String version : List.of("--http1.1", "--http2-prior-knowledge")) {
            Run run = Run.of("curl", "-sI", version, "-w", "%{size_download} %{http_code}", "-o", "/dev/null", url);
            assertThat(run).isEqualTo(new Run(0, "0 200"));
        }
    }

    @Test
    void greeterAsksNamerAndSaysWhoAnswered() {
        AppServer namer = stage.serve(
                "copenhagen/namer-1",
                new App.Namer("Ada"),
                AppServer.Port.clear(Stage.anyPort(), AppServer.Content.HTTP));
        URI url = URI.create("http://namer.foo.global:9000/");
        AppServer greeter = stage.serve(
                "amsterdam/greeter-1",
                new App.Greeter(url, () -> Stage.at(namer)),
                AppServer.Port.clear(Stage.anyPort(), AppServer.Content.HTTP));

        Answer own = get(greeter, "/greet");
        Answer given = get(greeter, "/?name=Gr%C3%A6ce%20H");

        assertThat(own.servedBy()).isEqualTo("amsterdam/greeter-1");
        assertThat(own.body()).isEqualTo("Hello, Ada\nasked namer.foo.global:9000, copenhagen/namer-1 answered\n");
        assertThat(given.body()).startsWith("Hello, Gr\u00e6ce H\n");
        assertThat(get(greeter, "/other").status()).isEqualTo(404);
    }

    @Test
    void greeterAsksForNoLongerThanItsProxyWaitsAndSaysWhyNobodyAnswered() throws Exception {
        try (var silent = ServerSocketChannel.open().bind(Stage.anyPort())) {
            var at = (InetSocketAddress) silent.getLocalAddress();
            AppServer greeter = stage.serve(new App.Greeter(URI.create("http://namer.foo.global"), () -> at));
            Call call = Call.of(URI.create("http://greeter/"), Stage.at(greeter), Protocol.HTTP1, Stage.LIMIT)
                    .withHeaders(Map.of("x-envoy-expected-rq-timeout-ms", "300"));

            Answer answer = stage.caller.call(stage.sockets, call);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("asked namer.foo.global: no answer within 300 ms, ");
        }
    }
}

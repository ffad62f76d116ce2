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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls to applications, and to servers that do not do what they should. */
class CallerTest {
    private final Stage stage = new Stage();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        stage.close();
    }

    private AppServer server(Protocol protocol) throws Exception {
        TlsIdentity identity = Certificates.selfSigned(folder, "httpbin.example");
        return switch (protocol) {
            case HTTP1, HTTP2, GRPC ->
                stage.serve(new App.Echo(), AppServer.Port.clear(Stage.anyPort(), AppServer.Content.HTTP));
            case TCP -> stage.serve(new App.Echo(), AppServer.Port.clear(Stage.anyPort(), AppServer.Content.LINES));
            case TLS ->
                stage.serve(new App.Echo(), AppServer.Port.tls(Stage.anyPort(), AppServer.Content.LINES, identity));
            case HTTPS ->
                stage.serve(new App.Echo(), AppServer.Port.tls(Stage.anyPort(), AppServer.Content.HTTP, identity));
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyProtocolIsAnswered(Protocol protocol) throws Exception {
        AppServer server = server(protocol);
        Call call = Call.of(
                        URI.create(protocol.scheme() + "://httpbin.example:8000"),
                        Stage.at(server),
                        protocol,
                        Stage.LIMIT)
                .withBody("hello, world");

        Answer answer = stage.caller.call(stage.sockets, call);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.good()).isTrue();
        assertThat(answer.servedBy()).isEqualTo("barcelona/httpbin-1");
        assertThat(answer.body()).contains("hello, world");
        assertThat(answer.took()).isPositive().isLessThan(Stage.LIMIT);
        if (protocol.isHttp()) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"host\": \"httpbin.example:8000\"", "\"method\": \"POST\"");
        } else {
            assertThat(answer.status()).isZero();
            assertThat(answer.body()).isEqualTo("hello, world");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsNotThereIsSaid(Protocol protocol) throws Exception {
        AppServer server = server(protocol);
        InetSocketAddress at = Stage.at(server);
        server.crash();

        Answer answer =
                stage.caller.call(stage.sockets, Call.of(URI.create("x://httpbin.example"), at, protocol, Stage.LIMIT));

        assertThat(answer.good()).isFalse();
        assertThat(answer.status()).isEqualTo(Answer.NONE);
        assertThat(answer.failure()).isEqualTo("connection refused, while connecting to 127.0.0.1:" + at.getPort());
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatSaysNothingCostsTheLimitAndNoMore(Protocol protocol) throws Exception {
        try (var silent = ServerSocketChannel.open().bind(Stage.anyPort())) {
            var at = (InetSocketAddress) silent.getLocalAddress();
            Duration limit = Duration.ofMillis(300);

            Answer answer =
                    stage.caller.call(stage.sockets, Call.of(URI.create("x://httpbin.example"), at, protocol, limit));

            assertThat(answer.failure()).startsWith("no answer within 300 ms, ");
            assertThat(answer.took()).isBetween(limit, limit.plusSeconds(5));
        }
    }

    @Test
    void thePortOfTheSchemeIsLeftOutOfTheHost() {
        AppServer server = stage.serve(new App.Httpbin());

        assertThat(stage.call(server, Protocol.HTTP1, "http://httpbin.bar.global:80/headers")
                        .body())
                .contains("\"Host\": \"httpbin.bar.global\"");
        assertThat(stage.call(server, Protocol.HTTP2, "http://httpbin.bar.global:8000/headers")
                        .body())
                .contains("\"Host\": \"httpbin.bar.global:8000\"");
    }

    @Test
    void theClientsIdentityIsAsTheServerSawIt() {
        AppServer server = stage.serve(new App.Echo());
        var header = Map.of(
                "x-forwarded-client-cert",
                "By=spiffe://barcelona/ns/bar/sa/httpbin;Hash=ab;Subject=\"\";URI=spiffe://amsterdam/ns/foo/sa/sleep");

        for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP2, Protocol.GRPC)) {
            Answer answer = stage.caller.call(
                    stage.sockets,
                    Call.of(URI.create("http://h"), Stage.at(server), protocol, Stage.LIMIT)
                            .withHeaders(header));

            assertThat(answer.peer())
                    .isEqualTo(Optional.of(new ClientCertificate(
                            "spiffe://amsterdam/ns/foo/sa/sleep", "spiffe://barcelona/ns/bar/sa/httpbin")));
        }
    }

    @Test
    void onlyAServerOfTheGivenRootIsBelieved() throws Exception {
        AppServer server = server(Protocol.HTTPS);
        Certificates.selfSigned(folder, "other.example");
        Call call = Call.of(URI.create("https://httpbin.example"), Stage.at(server), Protocol.HTTPS, Stage.LIMIT);

        Answer believed = stage.caller.call(stage.sockets, call.withTrust(trust("httpbin.example")));
        Answer other = stage.caller.call(stage.sockets, call.withTrust(trust("other.example")));

        assertThat(believed.good()).as(believed.failure()).isTrue();
        assertThat(other.good()).isFalse();
        assertThat(other.failure()).contains("certification path", "in the TLS handshake with 127.0.0.1:");
    }

    private Trust trust(String name) throws Exception {
        return new Trust(TlsIdentity.certificates(Files.readString(folder.resolve(name + ".crt"))));
    }

    @Test
    void aServerThatDiesInTheMiddleIsSaidWithWhatCame() throws Exception {
        AppServer server = stage.serve(new App.Httpbin());
        for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP2)) {
            InetSocketAddress at = Stage.at(server);
            var begun = new CountDownLatch(1);
            Call call = Call.of(URI.create("http://h/stream/100?interval=100"), at, protocol, Stage.LIMIT);
            var answer = CompletableFuture.supplyAsync(() -> stage.caller.call(stage.sockets, call, begun::countDown));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            server.crash();

            assertThat(answer.get().status()).isEqualTo(200);
            assertThat(answer.get().good()).isFalse();
            assertThat(answer.get().failure())
                    .startsWith(protocol == Protocol.HTTP1 ? "connection reset, after " : "")
                    .endsWith(" bytes of the answer's body");
            assertThat(answer.get().body().lines()).hasSizeLessThan(100);
            server = stage.serve(new App.Httpbin());
        }
    }

    @Test
    void fiveHundredCallsLeaveNoFileOpen() throws Exception {
        AppServer http = server(Protocol.HTTP1);
        AppServer lines = server(Protocol.TCP);
        AppServer https = server(Protocol.HTTPS);
        // What opens files for good when it is first used: libraries, this test's own among them.
        round(http, lines, https);
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(() -> assertThat(openFiles()).isPositive());
        long before = openFiles();

        for (int round = 0; round < 10; round++) {
            round(http, lines, https);
        }

        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(before));
    }

    private void round(AppServer http, AppServer lines, AppServer https) {
        for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP2, Protocol.GRPC)) {
            series(Stage.at(http), protocol);
        }
        series(Stage.at(lines), Protocol.TCP);
        series(Stage.at(https), Protocol.HTTPS);
    }

    private void series(InetSocketAddress at, Protocol protocol) {
        Series series = stage.caller.series(
                stage.sockets, Call.of(URI.create("x://httpbin.example"), at, protocol, Stage.LIMIT), 10, 4);
        assertThat(series.servedBy()).isEqualTo(Map.of("barcelona/httpbin-1", 10L));
        assertThat(series.failed()).isZero();
    }

    private static long openFiles() throws Exception {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}

package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to a server at a path. */
class AdminSocketTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable UnixServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private AdminSocket serve(java.util.function.Function<FullHttpRequest, List<?>> answer) {
        server = new UnixServer(folder.resolve("admin"), request -> {
            asked.add(request.method() + " " + request.uri());
            return answer.apply(request);
        });
        return new AdminSocket(folder.resolve("admin"), Duration.ofSeconds(10));
    }

    private static Object whole(HttpResponseStatus status, byte[] content) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.length);
        return response;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsContentOfAKnownLength() throws IOException {
        AdminSocket socket = serve(_ -> List.of(whole(HttpResponseStatus.OK, bytes("grüße"))));
        HttpAnswer answer = socket.send("GET", "/stats?filter=%5Ea");
        assertThat(answer.isOk()).isTrue();
        assertThat(answer.text()).isEqualTo("grüße");
        assertThat(socket.send("POST", "/quitquitquit").isOk()).isTrue();
        assertThat(asked).containsExactly("GET /stats?filter=%5Ea", "POST /quitquitquit");
    }

    @Test
    void readsChunksOfAMegabyte() throws IOException {
        String part = "0123456789abcdef".repeat(1000);
        AdminSocket socket = serve(_ -> {
            var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            var parts = new ArrayList<Object>(List.of(head));
            for (int i = 0; i < 64; i++) {
                parts.add(new DefaultHttpContent(Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII)));
            }
            parts.add(LastHttpContent.EMPTY_LAST_CONTENT);
            return parts;
        });
        assertThat(socket.send("GET", "/clusters").text()).isEqualTo(part.repeat(64));
    }

    @Test
    void passesOnAnErrorOfTheServer() throws IOException {
        AdminSocket socket = serve(_ -> List.of(whole(HttpResponseStatus.SERVICE_UNAVAILABLE, bytes("LIVE"))));
        assertThat(socket.send("GET", "/ready").status()).isEqualTo(503);
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() {
        serve(_ -> List.of());
        var hasty = new AdminSocket(folder.resolve("admin"), Duration.ofMillis(100));
        assertThatThrownBy(() -> hasty.send("GET", "/"))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("within 100 ms");
    }

    @Test
    void givesUpWhenItsThreadIsInterrupted() throws InterruptedException {
        AdminSocket socket = serve(_ -> List.of());
        var thrown = new AtomicReference<Exception>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                socket.send("GET", "/");
            } catch (IOException e) {
                thrown.set(e);
            }
        });
        await().until(() -> !asked.isEmpty());
        asking.interrupt();
        assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
        assertThat(thrown.get()).isInstanceOf(ClosedByInterruptException.class);
    }

    @Test
    void refusesAnAnswerWithoutAnEnd() {
        var part = new byte[1 << 20];
        AdminSocket socket = serve(_ -> {
            var parts = new ArrayList<Object>();
            var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            parts.add(head);
            for (int i = 0; i < 40; i++) {
                parts.add(new DefaultHttpContent(Unpooled.wrappedBuffer(part)));
            }
            return parts;
        });
        assertThatThrownBy(() -> socket.send("GET", "/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has more than 33554432 bytes");
    }

    @Test
    void failsAtOnceWhereAServerIsStoppedAndItsQueueFull() throws IOException {
        var path = UnixDomainSocketAddress.of(folder.resolve("admin"));
        try (var stopped = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stopped.bind(path, 1);
            try (var _ = SocketChannel.open(path);
                    var _ = SocketChannel.open(path)) {
                var socket = new AdminSocket(path.getPath(), Duration.ofHours(1));
                assertThatThrownBy(() -> socket.send("GET", "/")).isInstanceOf(SocketException.class);
            }
        }
        Files.delete(path.getPath());
    }

    @Test
    void failsWhereNobodyListens() {
        var socket = new AdminSocket(folder.resolve("admin"), Duration.ofSeconds(1));
        assertThatThrownBy(() -> socket.send("GET", "/"))
                .isInstanceOfAny(SocketException.class, ConnectException.class);
    }
}

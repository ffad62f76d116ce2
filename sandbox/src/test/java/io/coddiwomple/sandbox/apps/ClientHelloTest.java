package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** First messages of real clients, and what is left of them after accidents. */
class ClientHelloTest {
    private static final String NAME = "outbound_.8000_._.httpbin.bar.svc.cluster.local";

    /** What openssl sends first. Java itself refuses names with underscores, as Istio has them. */
    private static byte[] hello(String version) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(Stage.anyPort())) {
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            var client = CompletableFuture.supplyAsync(() -> Run.of(
                    "openssl",
                    "s_client",
                    version,
                    "-servername",
                    NAME,
                    "-alpn",
                    "istio-http/1.1,istio",
                    "-connect",
                    "127.0.0.1:" + port));
            byte[] bytes;
            try (SocketChannel connection = server.accept()) {
                InputStream in = connection.socket().getInputStream();
                byte[] header = in.readNBytes(5);
                byte[] record = in.readNBytes((header[3] & 0xFF) << 8 | header[4] & 0xFF);
                bytes = ByteBuffer.allocate(header.length + record.length)
                        .put(header)
                        .put(record)
                        .array();
            }
            assertThat(client.join().exit()).isNotZero();
            return bytes;
        }
    }

    @Test
    void aRealOneIsRead() throws Exception {
        byte[] bytes = hello("-tls1_3");

        ClientHello hello = ClientHello.parse(bytes).orElseThrow();

        assertThat(hello)
                .isEqualTo(new ClientHello(List.of(0x0304), NAME, List.of("istio-http/1.1", "istio"), bytes.length));
        assertThat(hello.newest()).isEqualTo("TLS 1.3");
        assertThat(ClientHello.parse(hello("-4")).orElseThrow().versions()).contains(0x0304, 0x0303);
        assertThat(ClientHello.parse(hello("-tls1_2")).orElseThrow().newest()).isEqualTo("TLS 1.2");
    }

    @Test
    void oneInManyRecordsIsRead() throws Exception {
        byte[] bytes = hello("-tls1_3");
        var split = new ByteArrayOutputStream();
        for (int at = 5; at < bytes.length; at += 50) {
            int part = Math.min(50, bytes.length - at);
            split.write(bytes, 0, 3);
            split.write(0);
            split.write(part);
            split.write(bytes, at, part);
        }
        split.write(bytes, 0, 5);

        ClientHello hello = ClientHello.parse(split.toByteArray()).orElseThrow();

        assertThat(hello.serverName()).isEqualTo(NAME);
        assertThat(hello.length()).isEqualTo(split.size() - 5);
    }

    @Test
    void noPartOfOneIsTakenForAWholeOne() throws Exception {
        byte[] bytes = hello("-tls1_3");

        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThat(ClientHello.parse(part)).isEmpty();
            assertThat(text(part)).isNotEmpty();
        }
    }

    @Test
    void noBytesAreTooBadToBeDescribed() throws Exception {
        var random = new Random(7);
        byte[][] seeds = {
            hello("-tls1_3"),
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\5\1\4\0\0\0\1\u0082\u0086\u0084A\0"
                    .getBytes(StandardCharsets.ISO_8859_1),
            "GET / HTTP/1.1\r\nhost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)
        };
        for (int run = 0; run < 50_000; run++) {
            byte[] bytes;
            if (run % 4 == 3) {
                bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                if (bytes.length > 2 && random.nextBoolean()) {
                    bytes[0] = 22;
                    bytes[1] = 3;
                    bytes[2] = 1;
                }
            } else {
                byte[] seed = seeds[run % 4];
                bytes = Arrays.copyOf(seed, random.nextInt(seed.length + 20));
                for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            assertThat(text(bytes)).isNotEmpty().hasSizeLessThan(4000).matches("[ -~]*");
        }
    }

    private static String text(byte[] bytes) {
        return new Recording(bytes, bytes, bytes.length, bytes.length, false).description();
    }
}

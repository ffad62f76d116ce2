package io.coddiwomple.sandbox.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * HTTP/1.1 requests to a Unix domain socket, each on a connection of its own. Holds nothing open between them, so any
 * thread may use it.
 *
 * @param path of the socket
 * @param patience for one request, from connecting to the last byte
 */
record AdminSocket(Path path, Duration patience) {
    /** More than Envoy's largest answer, its configuration, is in a sandbox. */
    private static final int MOST_BYTES = 32 << 20;

    private static final int BUFFER = 16 << 10;

    AdminSocket {
        SocketPath.checked(path);
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("no time: " + patience);
        }
    }

    /**
     * One request without a body.
     *
     * @param method {@code GET} or {@code POST}
     * @param target a path and a query, encoded
     * @throws IOException when nobody listens, or what is answered is not HTTP, too long or too late
     */
    HttpAnswer send(String method, String target) throws IOException {
        if (target.isEmpty() || target.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("not a target of a request: " + target);
        }
        long end = System.nanoTime() + patience.toNanos();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            // It fails at once where a server is stopped and its queue full, in which a blocking one would wait.
            if (!channel.connect(UnixDomainSocketAddress.of(path))) {
                throw new ConnectException("no connection to " + path);
            }
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            String head = method + " " + target + " HTTP/1.1\r\nHost: envoy\r\nConnection: close\r\n"
                    + "Content-Length: 0\r\n\r\n";
            ByteBuffer rest = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
            while (rest.hasRemaining()) {
                if (channel.write(rest) == 0) {
                    await(selector, end);
                }
            }
            key.interestOps(SelectionKey.OP_READ);
            return HttpAnswer.parse(read(channel, selector, end));
        }
    }

    private byte[] read(SocketChannel channel, Selector selector, long end) throws IOException {
        var answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer.clear())) {
            answer.write(buffer.array(), 0, read);
            if (answer.size() > MOST_BYTES) {
                throw new IOException("the answer of " + path + " has more than " + MOST_BYTES + " bytes");
            }
            if (read == 0) {
                await(selector, end);
            }
        }
        return answer.toByteArray();
    }

    private void await(Selector selector, long end) throws IOException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer of " + path + " within " + patience.toMillis() + " ms");
        }
        selector.select(left / 1_000_000 + 1);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
    }
}

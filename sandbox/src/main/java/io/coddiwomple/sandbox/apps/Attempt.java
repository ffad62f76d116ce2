package io.coddiwomple.sandbox.apps;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call on its way: what has come so far, and how it ends. Guarded by itself; ends once. */
final class Attempt {
    static final int LONGEST_BODY = 1 << 20;

    private final Call call;
    private final Runnable begun;
    private final long start = System.nanoTime();
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private Stage stage = Stage.CONNECTING;
    private int status = Answer.NONE;
    private String servedBy = "";
    private Optional<ClientCertificate> peer = Optional.empty();
    private @Nullable Channel channel;
    private @Nullable Future<?> deadline;
    private @Nullable Answer answer;

    /** @param begun run when the head of the answer has come; it must not wait */
    Attempt(Call call, Runnable begun) {
        this.call = call;
        this.begun = begun;
    }

    /** How far it got. */
    enum Stage {
        CONNECTING,
        SECURING,
        WAITING,
        READING
    }

    Call call() {
        return call;
    }

    CompletableFuture<Answer> result() {
        return result;
    }

    /** Gives it the connection that it closes at its end, and the clock that ends it when time is up. */
    synchronized void begin(Channel connection, EventLoop clock) {
        channel = connection;
        long left = call.limit().toNanos() - (System.nanoTime() - start);
        try {
            deadline =
                    clock.schedule(() -> fail("no answer within " + shown(call.limit())), left, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            fail("the sandbox is closing");
        }
    }

    synchronized void reached(Stage next) {
        stage = next;
    }

    synchronized void head(int answered, String by, String clientCertificate) {
        stage = Stage.READING;
        status = answered;
        servedBy = by;
        peer = ClientCertificate.parse(clientCertificate);
        begun.run();
    }

    synchronized void head(int answered, HttpHeaders headers) {
        head(answered, headers.get(Exchange.Seen.SERVED_BY, ""), headers.get(Exchange.Seen.CLIENT_CERTIFICATE, ""));
    }

    synchronized void status(int other) {
        status = other;
    }

    /** Adds a piece of the body; too large a body ends the call. */
    synchronized void body(ByteBuf piece) {
        byte[] bytes = new byte[Math.min(piece.readableBytes(), LONGEST_BODY - body.size())];
        boolean tooLong = bytes.length < piece.readableBytes();
        piece.readBytes(bytes);
        body.writeBytes(bytes);
        if (tooLong) {
            fail("the body is longer than 1 MiB");
        }
    }

    /** The bytes of the body so far. */
    synchronized byte[] bytes() {
        return body.toByteArray();
    }

    void succeed() {
        end("", null);
    }

    /** The answer came whole, and this is what its body says. */
    void succeed(String text) {
        end("", text);
    }

    void fail(String failure) {
        end(failure, null);
    }

    /** The answer, which is there as soon as it has ended, whatever becomes of the connection. */
    synchronized Answer answer() {
        if (answer == null) {
            throw new IllegalStateException("the call has not ended yet");
        }
        return answer;
    }

    private void end(String failure, @Nullable String text) {
        Answer ended;
        Channel connection;
        synchronized (this) {
            if (answer != null) {
                return;
            }
            answer = new Answer(
                    call.protocol(),
                    status,
                    servedBy,
                    peer,
                    text == null ? body.toString(StandardCharsets.UTF_8) : text,
                    Duration.ofNanos(System.nanoTime() - start),
                    failure.isEmpty() ? "" : failure + where());
            ended = answer;
            connection = channel;
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
        if (connection == null || !connection.isRegistered()) {
            if (connection != null) {
                connection.unsafe().closeForcibly();
            }
            result.complete(ended);
            return;
        }
        connection.closeFuture().addListener(_ -> result.complete(ended));
        ChannelHandlerContext first = connection.pipeline().firstContext();
        if (failure.isEmpty() || first == null) {
            var _ = connection.close();
        } else {
            // Past TLS and HTTP/2, whose farewells could wait for a peer that is gone.
            var _ = first.close();
        }
    }

    private String where() {
        return switch (stage) {
            case CONNECTING -> ", while connecting to " + address();
            case SECURING -> ", in the TLS handshake with " + address();
            case WAITING -> ", before an answer from " + address();
            case READING -> ", after " + body.size() + " bytes of the answer's body";
        };
    }

    private String address() {
        return call.at().getAddress() == null
                ? call.at().toString()
                : call.at().getAddress().getHostAddress() + ":" + call.at().getPort();
    }

    private static String shown(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /** What a failure of the network means. */
    static String text(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && (cause instanceof DecoderException || cause instanceof ExecutionException)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof ConnectException && message.startsWith("Connection refused")) {
            return "connection refused";
        }
        if (cause instanceof IOException && message.contains("Connection reset")) {
            return "connection reset";
        }
        return message.lines().findFirst().orElse(message);
    }
}

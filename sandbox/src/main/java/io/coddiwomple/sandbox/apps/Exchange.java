package io.coddiwomple.sandbox.apps;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The answer to one request: whole, or piece by piece. Owned by the loop's thread. */
final class Exchange {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    private final ChannelHandlerContext context;
    private final Seen seen;
    private final boolean head;
    private final Runnable whenDone;

    /**
     * @param head whether the request wants no body
     * @param whenDone runs after the last piece was written
     */
    Exchange(ChannelHandlerContext context, Seen seen, boolean head, Runnable whenDone) {
        this.context = context;
        this.seen = seen;
        this.head = head;
        this.whenDone = whenDone;
    }

    /** What every answer tells in headers: who answers, and as whom its proxy saw the client. */
    record Seen(String servedBy, String clientCertificate) {
        static final String SERVED_BY = "x-served-by";
        static final String CLIENT_CERTIFICATE = "x-seen-client-cert";

        void addTo(HttpHeaders headers) {
            headers.set(SERVED_BY, servedBy);
            if (!clientCertificate.isEmpty()) {
                headers.set(CLIENT_CERTIFICATE, clientCertificate);
            }
        }
    }

    /** {@code <cluster>/<workload>} that answers. */
    String servedBy() {
        return seen.servedBy();
    }

    void json(int status, Fields fields) {
        var text = new ByteText(512);
        JsonText.append(fields, 0, text);
        text.ascii('\n');
        whole(status, JSON, text.toBytes());
    }

    void text(int status, String text) {
        whole(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void whole(int status, String type, byte[] body) {
        ByteBuf content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
        seen.addTo(response.headers());
        if (status != 204 && status != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, type).set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        var _ = context.writeAndFlush(response);
        whenDone.run();
    }

    /** Begins an answer of status 200 whose length is not known yet. */
    void begin(String type) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        seen.addTo(response.headers());
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        var _ = context.writeAndFlush(response);
    }

    void piece(String text) {
        if (!head) {
            var _ = context.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
        }
    }

    void end() {
        var _ = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        whenDone.run();
    }

    /** Runs something after a while, unless the connection or stream has ended by then. */
    void later(Duration wait, Runnable task) {
        var _ = context.executor()
                .schedule(
                        () -> {
                            if (context.channel().isActive()) {
                                task.run();
                            }
                        },
                        wait.toNanos(),
                        TimeUnit.NANOSECONDS);
    }
}

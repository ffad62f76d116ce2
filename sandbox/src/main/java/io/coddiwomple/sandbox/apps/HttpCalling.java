package io.coddiwomple.sandbox.apps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2ResetFrame;
import java.nio.charset.StandardCharsets;

/**
 * Sends a request or a gRPC call on a connection or stream of its own, and reads the answer. Owned by the loop's thread.
 */
final class HttpCalling extends SimpleChannelInboundHandler<HttpObject> {
    private static final long LONGEST_TIMEOUT = 99_999_999;

    private final Attempt attempt;
    private final Call call;
    private final boolean stream;
    private boolean trailersOnly;
    private int httpStatus;

    /** @param stream whether the channel is a stream of HTTP/2 */
    HttpCalling(Attempt attempt, boolean stream) {
        this.attempt = attempt;
        this.call = attempt.call();
        this.stream = stream;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (!stream) {
            send(context);
        }
    }

    /** Of a stream; a connection is active before it gets this handler. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        send(context);
    }

    private void send(ChannelHandlerContext context) {
        boolean grpc = call.protocol() == Protocol.GRPC;
        byte[] text = call.body().getBytes(StandardCharsets.UTF_8);
        ByteBuf body = Unpooled.wrappedBuffer(grpc ? GrpcText.message(text) : text);
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, grpc || text.length > 0 ? HttpMethod.POST : HttpMethod.GET, call.target(), body);
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, call.authority())
                .set(HttpHeaderNames.USER_AGENT, "cw")
                .set(HttpHeaderNames.ACCEPT, "*/*");
        if (grpc) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, GrpcEcho.TYPE)
                    .set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS)
                    .set("grpc-timeout", Math.clamp(call.limit().toMillis(), 1, LONGEST_TIMEOUT) + "m")
                    .remove(HttpHeaderNames.ACCEPT);
        } else if (text.length > 0) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, Exchange.TEXT).set(HttpHeaderNames.CONTENT_LENGTH, text.length);
        }
        if (!stream) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        call.headers().forEach(headers::set);
        context.writeAndFlush(request).addListener(done -> {
            if (!done.isSuccess()) {
                attempt.fail(Attempt.text(done.cause()));
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            attempt.fail(
                    "the answer is not HTTP: " + message.decoderResult().cause().getMessage());
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                return;
            }
            head(response);
        }
        if (message instanceof HttpContent content && httpStatus != 0) {
            attempt.body(content.content());
            if (content instanceof LastHttpContent last) {
                end(last.trailingHeaders());
            }
        }
    }

    private void head(HttpResponse response) {
        httpStatus = response.status().code();
        if (call.protocol() != Protocol.GRPC) {
            attempt.head(httpStatus, response.headers());
            return;
        }
        attempt.head(GrpcText.status(response.headers()), response.headers());
        trailersOnly = response.headers().contains(GrpcEcho.STATUS);
    }

    private void end(HttpHeaders trailers) {
        if (call.protocol() != Protocol.GRPC) {
            attempt.succeed();
        } else if (trailersOnly) {
            attempt.succeed();
        } else if (GrpcText.status(trailers) == Answer.NONE) {
            attempt.fail("HTTP " + httpStatus + " without a status of gRPC");
        } else {
            attempt.status(GrpcText.status(trailers));
            attempt.succeed(GrpcText.text(attempt.bytes()));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset) {
            attempt.fail("stream reset with " + Http2Error.valueOf(reset.errorCode()));
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        attempt.fail(stream ? "stream closed" : "connection closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        attempt.fail(Attempt.text(failure));
    }
}

package io.coddiwomple.sandbox.apps;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Sends back every message of a gRPC call, of any method, as it comes: so it answers unary and streaming calls alike
 * (gRPC over HTTP/2, github.com/grpc/grpc doc/PROTOCOL-HTTP2.md). Owned by the loop's thread.
 */
final class GrpcEcho {
    static final String TYPE = "application/grpc";
    static final String STATUS = "grpc-status";
    static final String MESSAGE = "grpc-message";

    private static final int OK = 0;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;
    private static final int PREFIX = 5;
    private static final String ENCODING = "grpc-encoding";

    private final ChannelHandlerContext context;
    private final boolean refused;
    private int prefixRead;
    private long length;
    private long rest;

    /** Answers the head of a call. */
    GrpcEcho(ChannelHandlerContext context, HttpHeaders request, Exchange.Seen seen, int failing) {
        this.context = context;
        refused = failing != Site.WELL;
        HttpResponse response = refused
                ? new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK)
                : new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        seen.addTo(response.headers());
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, TYPE);
        if (refused) {
            response.headers().set(STATUS, UNAVAILABLE).set(MESSAGE, seen.servedBy() + " was told to fail");
        } else if (request.contains(ENCODING)) {
            response.headers().set(ENCODING, request.get(ENCODING));
        }
        var _ = context.writeAndFlush(response);
    }

    void read(HttpContent content) {
        if (refused) {
            return;
        }
        follow(content.content());
        if (content.content().isReadable()) {
            var _ = context.writeAndFlush(
                    new DefaultHttpContent(content.content().retain()));
        }
        if (content instanceof LastHttpContent) {
            boolean whole = prefixRead == 0 && rest == 0;
            var last = new DefaultLastHttpContent();
            last.trailingHeaders().set(STATUS, whole ? OK : INTERNAL);
            if (!whole) {
                last.trailingHeaders().set(MESSAGE, "the request ends inside of a message");
            }
            var _ = context.writeAndFlush(last);
        }
    }

    /** Keeps track of where messages end: a flag, four bytes of length, and as many bytes. */
    private void follow(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (rest > 0) {
                long skipped = Math.min(rest, bytes.writerIndex() - at);
                rest -= skipped;
                at += (int) skipped;
            } else {
                int next = bytes.getByte(at++) & 0xFF;
                length = prefixRead == 0 ? 0 : length << 8 | next;
                prefixRead++;
                if (prefixRead == PREFIX) {
                    rest = length;
                    prefixRead = 0;
                }
            }
        }
    }
}

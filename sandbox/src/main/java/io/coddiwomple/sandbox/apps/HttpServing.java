package io.coddiwomple.sandbox.apps;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Requests of one HTTP/1.1 connection, one after another, or of one HTTP/2 stream. Owned by the loop's thread. */
final class HttpServing extends SimpleChannelInboundHandler<HttpObject> {
    private static final int LONGEST_BODY = 1 << 20;

    private final Site site;
    private final boolean http2;
    private final @Nullable InetSocketAddress client;
    private @Nullable HttpRequest head;
    private @Nullable GrpcEcho echo;
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    HttpServing(Site site, boolean http2, @Nullable InetSocketAddress client) {
        this.site = site;
        this.http2 = http2;
        this.client = client;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            exchange(context, false, "").text(400, "not HTTP as RFC 9112 has it\n");
            var _ = context.close();
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(context, request);
        }
        if (message instanceof HttpContent content) {
            read(context, content);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = request;
        body = new ByteArrayOutputStream(0);
        echo = null;
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (http2 && type.startsWith(GrpcEcho.TYPE)) {
            echo = new GrpcEcho(context, request.headers(), seen(certificate(request)), site.failing());
        }
    }

    private void read(ChannelHandlerContext context, HttpContent content) {
        HttpRequest request = head;
        if (request == null) {
            return;
        }
        if (echo != null) {
            echo.read(content);
            return;
        }
        if (body.size() + content.content().readableBytes() > LONGEST_BODY) {
            head = null;
            exchange(context, false, certificate(request)).text(413, "more than 1 MiB\n");
            var _ = context.close();
            return;
        }
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().readBytes(bytes);
        body.writeBytes(bytes);
        if (content instanceof LastHttpContent) {
            head = null;
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest head) {
        // The next request of the connection waits: answers keep the order of requests.
        context.channel().config().setAutoRead(http2);
        Exchange exchange = exchange(context, head.method().equals(HttpMethod.HEAD), certificate(head));
        int failing = site.failing();
        if (failing != Site.WELL) {
            exchange.text(failing, site.name() + " was told to fail\n");
        } else {
            site.pages().answer(Request.of(head, http2, body.toByteArray(), client), exchange);
        }
    }

    private Exchange exchange(ChannelHandlerContext context, boolean isHead, String certificate) {
        return new Exchange(
                context,
                seen(certificate),
                isHead,
                () -> context.channel().config().setAutoRead(true));
    }

    private Exchange.Seen seen(String certificate) {
        return new Exchange.Seen(site.name(), certificate);
    }

    private static String certificate(HttpRequest request) {
        return request.headers().get(ClientCertificate.HEADER, "");
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (echo != null) {
            context.channel().config().setAutoRead(context.channel().isWritable());
        }
        context.fireChannelWritabilityChanged();
    }

    /** The client broke off, or the connection did: there is nobody to tell. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        var _ = context.close();
    }
}

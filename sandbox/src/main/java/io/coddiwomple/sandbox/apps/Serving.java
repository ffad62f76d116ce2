package io.coddiwomple.sandbox.apps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handlers of a server's connections. */
final class Serving {
    private static final int LARGEST_HEADERS = 64 << 10;
    private static final int MOST_STREAMS = 100;

    private Serving() {}

    /** HTTP/2 or HTTP/1.1, as the client begins. */
    static void byFirstBytes(Channel channel, Site site) {
        channel.pipeline().addLast(new FirstBytes(site));
    }

    /** HTTP/2 or HTTP/1.1, as ALPN decided. */
    static void byAlpn(Channel channel, Site site) {
        channel.pipeline().addLast(new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
            @Override
            protected void configurePipeline(ChannelHandlerContext context, String protocol) {
                if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                    http2(context.pipeline(), site);
                } else {
                    http1(context.pipeline(), site);
                }
            }

            // The client does not believe the certificate, or speaks no TLS: that ends the connection, no more.
            @Override
            protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
                var _ = context.close();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                var _ = context.close();
            }
        });
    }

    private static void http1(ChannelPipeline pipeline, Site site) {
        pipeline.addLast(
                new HttpServerCodec(new HttpDecoderConfig().setMaxHeaderSize(LARGEST_HEADERS)),
                new HttpServerKeepAliveHandler(),
                new HttpServerExpectContinueHandler(),
                new FlowControlHandler(),
                new HttpServing(site, false, client(pipeline.channel())));
    }

    private static void http2(ChannelPipeline pipeline, Site site) {
        InetSocketAddress client = client(pipeline.channel());
        pipeline.addLast(
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings()
                                .maxConcurrentStreams(MOST_STREAMS)
                                .maxHeaderListSize(LARGEST_HEADERS))
                        .gracefulShutdownTimeoutMillis(0)
                        .build(),
                new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline()
                                .addLast(
                                        new Http2StreamFrameToHttpObjectCodec(true),
                                        new HttpServing(site, true, client));
                    }
                }),
                new Quiet());
    }

    private static @Nullable InetSocketAddress client(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address ? address : null;
    }

    /** Tells the preface of HTTP/2 (RFC 9113 section 3.4) from a request of HTTP/1.1. */
    private static final class FirstBytes extends ByteToMessageDecoder {
        private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

        private final Site site;

        FirstBytes(Site site) {
            this.site = site;
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            int length = Math.min(in.readableBytes(), PREFACE.readableBytes());
            boolean same = ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, length);
            if (same && length < PREFACE.readableBytes()) {
                return;
            }
            if (same) {
                http2(context.pipeline(), site);
            } else {
                http1(context.pipeline(), site);
            }
            context.pipeline().remove(this);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            var _ = context.close();
        }
    }
}

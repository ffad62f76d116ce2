package io.coddiwomple.sandbox.apps;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Optional;

/** A call's connection: connects, secures, and then speaks as the call wants. Owned by the loop's thread. */
final class Calling extends ChannelInboundHandlerAdapter {
    private final Attempt attempt;
    private final Call call;
    private final Optional<SslHandler> tls;

    /** @param tls when the two ends speak TLS by themselves */
    Calling(Attempt attempt, Optional<SslHandler> tls) {
        this.attempt = attempt;
        this.tls = tls;
        this.call = attempt.call();
    }

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
        context.channel().connect(call.at()).addListener(done -> {
            if (!done.isSuccess()) {
                attempt.fail(Attempt.text(done.cause()));
            }
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (tls.isEmpty()) {
            speak(context.pipeline(), "");
        } else {
            attempt.reached(Attempt.Stage.SECURING);
            // Before this handler, which then hears how the handshake went.
            context.pipeline().addFirst(tls.get());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                String protocol = context.pipeline().get(SslHandler.class).applicationProtocol();
                speak(context.pipeline(), protocol == null ? "" : protocol);
            } else {
                attempt.fail(Attempt.text(handshake.cause()));
            }
        }
        context.fireUserEventTriggered(event);
    }

    private void speak(ChannelPipeline pipeline, String negotiated) {
        attempt.reached(Attempt.Stage.WAITING);
        switch (call.protocol()) {
            case HTTP1 -> http1(pipeline);
            case HTTP2, GRPC -> http2(pipeline);
            case HTTPS -> {
                if (negotiated.equals(ApplicationProtocolNames.HTTP_2)) {
                    http2(pipeline);
                } else {
                    http1(pipeline);
                }
            }
            case TCP, TLS ->
                pipeline.addLast(
                        new LineBasedFrameDecoder(LineEcho.LONGEST + LineEcho.LONGEST), new LineCalling(attempt));
        }
    }

    private void http1(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpClientCodec(), new HttpCalling(attempt, false));
    }

    private void http2(ChannelPipeline pipeline) {
        pipeline.addLast(
                Http2FrameCodecBuilder.forClient()
                        .initialSettings(Http2Settings.defaultSettings().pushEnabled(false))
                        .gracefulShutdownTimeoutMillis(0)
                        .build(),
                new Http2MultiplexHandler(new Quiet()),
                new Quiet());
        new Http2StreamChannelBootstrap(pipeline.channel())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline()
                                .addLast(new Http2StreamFrameToHttpObjectCodec(false), new HttpCalling(attempt, true));
                    }
                })
                .open()
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        attempt.fail(Attempt.text(done.cause()));
                    }
                });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // What is behind may still hold the end of an answer, which the connection's end completes.
        context.fireChannelInactive();
        attempt.fail("connection closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        attempt.fail(Attempt.text(failure));
    }
}

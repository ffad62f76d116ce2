package io.coddiwomple.sandbox.process;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** An HTTP server at a path. */
final class UnixServer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel channel;

    /** @param answer gives the parts to write in turn; after none, the connection stays open without a word */
    UnixServer(Path path, Function<FullHttpRequest, List<?>> answer) {
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(1 << 16),
                                        new Answering(answer));
                    }
                })
                .bind(UnixDomainSocketAddress.of(path))
                .syncUninterruptibly()
                .channel();
    }

    private static final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final Function<FullHttpRequest, List<?>> answer;

        Answering(Function<FullHttpRequest, List<?>> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            List<?> parts = answer.apply(request);
            for (int at = 0; at < parts.size(); at++) {
                ChannelFuture written = context.writeAndFlush(parts.get(at));
                if (at == parts.size() - 1) {
                    written.addListener(ChannelFutureListener.CLOSE);
                }
            }
        }
    }

    @Override
    public void close() {
        // A loop that ends while a connection comes in leaves the socket's file.
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

package io.coddiwomple.sandbox.apps;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Accepts connections, and knows those that are open. Owned by the loop's thread. */
final class Arrivals extends ChannelInboundHandlerAdapter {
    private final Consumer<SocketChannel> initializer;
    private final Set<Channel> open = new HashSet<>();

    /** @param initializer adds the handlers of a connection */
    Arrivals(Consumer<SocketChannel> initializer) {
        this.initializer = initializer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var connection = (Channel) message;
        open.add(connection);
        connection.closeFuture().addListener(_ -> open.remove(connection));
        AppLoop.prepare(connection, new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                initializer.accept(channel);
            }
        });
        context.channel().eventLoop().register(connection).addListener(done -> {
            if (!done.isSuccess()) {
                open.remove(connection);
                connection.unsafe().closeForcibly();
            }
        });
    }

    /** Resets all connections, whatever they were about to say: a crash. */
    void cut() {
        for (Channel connection : List.copyOf(open)) {
            connection.config().setOption(ChannelOption.SO_LINGER, 0);
            ChannelHandlerContext first = connection.pipeline().firstContext();
            // Past TLS and HTTP/2, which would say farewell.
            var _ = first == null ? connection.close() : first.close();
        }
    }

    /** Out of files, most likely: accept again later, as Netty's own acceptor does, rather than spin. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        var config = context.channel().config();
        if (config.isAutoRead()) {
            config.setAutoRead(false);
            var _ = context.channel().eventLoop().schedule(() -> config.setAutoRead(true), 1, TimeUnit.SECONDS);
        }
    }
}

package io.coddiwomple.sandbox.apps;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
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
                connection.unsafe().closeForcibly();
            }
        });
    }

    /** Ends all connections without waiting for what they were about to say: a crash. */
    void cut() {
        new ArrayList<>(open).forEach(connection -> {
            connection.config().setOption(io.netty.channel.ChannelOption.SO_LINGER, 0);
            connection.unsafe().closeForcibly();
        });
    }

    /** Out of files, most likely: accept again later, as Netty's own acceptor does, rather than spin. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        var config = context.channel().config();
        if (config.isAutoRead()) {
            config.setAutoRead(false);
            var _ = context.channel()
                    .eventLoop()
                    .schedule(() -> config.setAutoRead(true), 1, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}

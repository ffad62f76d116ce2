package io.coddiwomple.sandbox.apps;

import io.coddiwomple.sandbox.place.Sockets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One connection that is passed on: its two halves end one after the other, as TCP lets them, and neither side is read
 * faster than the other one takes it. Owned by the loop's thread; recordings may be taken from any.
 */
final class Relay {
    private final SocketChannel client;
    private final Memory fromClient = new Memory();
    private final Memory fromServer = new Memory();
    private boolean halfEnded;

    /** @param client a connection that nothing has been read from */
    Relay(SocketChannel client) {
        this.client = client;
    }

    /** The first bytes of a direction. Guarded by itself. */
    private static final class Memory {
        private final ByteArrayOutputStream first = new ByteArrayOutputStream(512);
        private long count;

        synchronized void add(ByteBuf bytes) {
            byte[] kept = new byte[Math.min(bytes.readableBytes(), WireTap.REMEMBERED - first.size())];
            bytes.getBytes(bytes.readerIndex(), kept);
            first.writeBytes(kept);
            count += bytes.readableBytes();
        }

        synchronized byte[] first() {
            return first.toByteArray();
        }

        synchronized long count() {
            return count;
        }
    }

    /** Connects the other side, and passes on from then. */
    void begin(AppLoop loop, Sockets sockets, InetSocketAddress target) {
        hold(client);
        try {
            SocketChannel server = AppLoop.open(sockets, new Passing(client, fromServer));
            hold(server);
            client.pipeline().addLast(new Passing(server, fromClient));
            closeAfter(client, server);
            closeAfter(server, client);
            loop.register(server);
            server.connect(target).addListener(done -> {
                if (done.isSuccess()) {
                    client.config().setAutoRead(true);
                    server.config().setAutoRead(true);
                } else {
                    var _ = server.close();
                }
            });
        } catch (IOException failed) {
            var _ = client.close();
        }
    }

    private static void closeAfter(SocketChannel one, SocketChannel other) {
        one.closeFuture().addListener(_ -> {
            var _ = other.close();
        });
    }

    /** Reads nothing yet, and leaves the other direction open when one ends. */
    private static void hold(SocketChannel channel) {
        channel.config().setAutoRead(false);
        channel.config().setAllowHalfClosure(true);
    }

    Recording recording() {
        return new Recording(
                fromClient.first(), fromServer.first(), fromClient.count(), fromServer.count(), client.isOpen());
    }

    /** One direction. */
    private final class Passing extends ChannelInboundHandlerAdapter {
        private final SocketChannel to;
        private final Memory memory;

        Passing(SocketChannel to, Memory memory) {
            this.to = to;
            this.memory = memory;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            memory.add((ByteBuf) message);
            var _ = to.writeAndFlush(message);
        }

        /** What this side cannot take yet is not read from the other one. */
        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            to.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (!(event instanceof ChannelInputShutdownEvent)) {
                return;
            }
            if (halfEnded) {
                // After what has been written, not instead of it.
                to.shutdownOutput().addListener(ChannelFutureListener.CLOSE);
            } else {
                halfEnded = true;
                var _ = to.shutdownOutput();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            var _ = context.close();
        }
    }
}

package io.coddiwomple.sandbox.apps;

import io.coddiwomple.sandbox.place.Sockets;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread, {@code sandbox apps}, that all sample applications, calls and wire taps of a sandbox run on: none of
 * them computes anything, and memory is scarcer than cores. Methods may be called from any thread.
 */
public final class AppLoop implements AutoCloseable {
    /** Buffers come from the heap, where the collector bounds them, instead of from arenas of 4 MiB each. */
    static final UnpooledByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(false, true);

    private static final int SMALLEST_READ = 256;
    private static final int FIRST_READ = 2048;
    private static final int LARGEST_READ = 16384;
    private static final WriteBufferWaterMark PENDING = new WriteBufferWaterMark(32 << 10, 64 << 10);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private volatile @Nullable Thread thread;
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, this::thread, NioIoHandler.newFactory());

    private final EventLoop loop = group.next();

    private Thread thread(Runnable task) {
        var created = new FastThreadLocalThread(task, "sandbox apps");
        created.setDaemon(true);
        thread = created;
        return created;
    }

    /** The thread as an executor and a timer. */
    EventLoop loop() {
        return loop;
    }

    /**
     * Listens until the channel is closed.
     *
     * @param arrivals gets each accepted connection, not yet registered, on the loop's thread
     */
    Listener listen(Sockets sockets, InetSocketAddress at, Arrivals arrivals) throws IOException {
        ServerSocketChannel socket = sockets.listen(at);
        var channel = new NioServerSocketChannel(socket);
        channel.config().setAllocator(BUFFERS);
        channel.pipeline().addLast(arrivals);
        register(channel);
        return new Listener(channel, socket, arrivals);
    }

    /** A port that is listened on, and its connections. */
    record Listener(Channel channel, ServerSocketChannel socket, Arrivals arrivals) {
        InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }
    }

    /** Resets the connections of a listener, and returns when nobody can connect to it any more. */
    void cut(Listener listener) {
        listener.channel.close().awaitUninterruptibly();
        // The kernel closes the socket only when the selector lets go of it, which takes a turn of the loop.
        boolean held = true;
        while (held && !loop.isShuttingDown()) {
            held = listener.socket.isRegistered();
            if (!loop.submit(listener.arrivals::cut).awaitUninterruptibly(LONGEST_CLOSE.toMillis())) {
                return;
            }
        }
    }

    /** Runs a connected or unconnected channel on the loop; when that fails it is closed and the failure thrown. */
    void register(Channel channel) throws IOException {
        try {
            loop.register(channel).addListener(done -> {
                if (!done.isSuccess()) {
                    channel.unsafe().closeForcibly();
                }
            });
        } catch (RejectedExecutionException closed) {
            channel.unsafe().closeForcibly();
            throw new IOException("the sandbox is closing", closed);
        }
    }

    /** An unconnected channel with its first handler; {@link #register} it next. */
    static NioSocketChannel open(Sockets sockets, ChannelHandler first) throws IOException {
        return prepare(new NioSocketChannel(sockets.open()), first);
    }

    /** Sets what every connection here has: small buffers, and no waiting for more to send. */
    static <C extends Channel> C prepare(C channel, ChannelHandler first) {
        channel.config().setAllocator(BUFFERS);
        channel.config()
                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
        channel.config().setWriteBufferWaterMark(PENDING);
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.pipeline().addLast(first);
        return channel;
    }

    /** Closes every connection that is left, and ends the thread. Waits for both, but not for ever. */
    @Override
    public void close() {
        group.shutdownGracefully(0, LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        Thread running = thread;
        if (running != null) {
            try {
                running.join(LONGEST_CLOSE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

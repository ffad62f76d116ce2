package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.sandbox.place.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Applications on loopback, and calls to them. Closing it checks that its thread is gone. */
final class Stage implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(10);

    final AppLoop loop = new AppLoop();
    final Caller caller = new Caller(loop);
    final Sockets sockets = new Plain();
    private final List<Runnable> closings = new ArrayList<>();

    /** The machine's own sockets. */
    private static final class Plain implements Sockets {
        @Override
        public ServerSocketChannel listen(InetSocketAddress address) throws IOException {
            return ServerSocketChannel.open().bind(address);
        }

        @Override
        public SocketChannel open() throws IOException {
            return SocketChannel.open();
        }
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    AppServer serve(App app) {
        return serve(app, AppServer.Port.clear(anyPort(), AppServer.Content.HTTP));
    }

    AppServer serve(App app, AppServer.Port... ports) {
        return serve("barcelona/httpbin-1", app, ports);
    }

    AppServer serve(String name, App app, AppServer.Port... ports) {
        try {
            AppServer server = AppServer.start(loop, sockets, name, app, List.of(ports));
            closings.add(server::close);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has something done before the loop ends, when this is closed. */
    void closing(Runnable task) {
        closings.add(task);
    }

    static InetSocketAddress at(AppServer server) {
        return server.addresses().getFirst();
    }

    static String url(AppServer server, String path) {
        return "http://127.0.0.1:" + at(server).getPort() + path;
    }

    Answer call(AppServer server, Protocol protocol, String url) {
        return caller.call(sockets, Call.of(URI.create(url), at(server), protocol, LIMIT));
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
        loop.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("sandbox apps"));
    }
}

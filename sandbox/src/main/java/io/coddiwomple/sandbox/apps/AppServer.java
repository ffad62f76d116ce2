package io.coddiwomple.sandbox.apps;

import io.coddiwomple.sandbox.place.Sockets;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * One workload's application: it serves its ports, fails when it is told to, and heals. Methods may be called from any
 * thread but the loop's own, and wait for their effect.
 */
public final class AppServer implements AutoCloseable {
    private static final long CLOSE_NOTIFY_MILLIS = 200;

    private final AppLoop loop;
    private final Sockets sockets;
    private final Site site;
    private final List<Port> ports;
    private final List<AppLoop.Listener> listeners = new ArrayList<>();

    /** Read without the lock, since the loop's thread may ask while another one waits for it and holds the lock. */
    private volatile List<InetSocketAddress> addresses = List.of();

    private AppServer(AppLoop loop, Sockets sockets, Site site, List<Port> ports) {
        this.loop = loop;
        this.sockets = sockets;
        this.site = site;
        this.ports = List.copyOf(ports);
    }

    /** What a port serves. */
    public enum Content {
        /** HTTP/1.1, HTTP/2 without asking first, and gRPC: told apart by how the client begins. */
        HTTP,
        /** Lines: each comes back with the server's name before it. */
        LINES
    }

    /**
     * A port to serve.
     *
     * @param address one of the workload's own; port 0 for any
     * @param tls what the server shows when it speaks TLS itself; empty for a port in clear
     */
    public record Port(InetSocketAddress address, Content content, Optional<TlsIdentity> tls) {
        /** A port in clear, for a sidecar to encrypt. */
        public static Port clear(InetSocketAddress address, Content content) {
            return new Port(address, content, Optional.empty());
        }

        /** A port with TLS of the server's own. */
        public static Port tls(InetSocketAddress address, Content content, TlsIdentity identity) {
            return new Port(address, content, Optional.of(identity));
        }
    }

    /**
     * Serves until it is closed.
     *
     * @param name {@code <cluster>/<workload>}, which every answer tells
     * @param ports at least one
     * @throws IOException when a port cannot be had, and then none is held
     */
    public static AppServer start(AppLoop loop, Sockets sockets, String name, App app, List<Port> ports)
            throws IOException {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException(name + " has no port to serve");
        }
        Pages pages = switch (app) {
            case App.Echo() -> new EchoPages();
            case App.Httpbin() -> new HttpbinPages();
            case App.Namer(String own) -> new NamerPages(own);
            case App.Greeter greeter -> new GreeterPages(greeter, new Caller(loop), sockets);
        };
        var server = new AppServer(loop, sockets, new Site(name, pages), ports);
        server.heal();
        return server;
    }

    /** {@code <cluster>/<workload>}. */
    public String name() {
        return site.name();
    }

    /** Where it listens now, in the order of its ports; none after a crash. */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /**
     * Answers every request with this status from now on; gRPC calls with {@code UNAVAILABLE}, and a line closes its
     * connection. Answers that have begun go on.
     *
     * @param status 400 to 599
     */
    public void fail(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(status + " is no status of a failure, which are 400 to 599");
        }
        site.fail(status);
    }

    /** Dies: connections are reset in the middle of what they do, and new ones are refused. */
    public synchronized void crash() {
        addresses = List.of();
        listeners.forEach(loop::cut);
        listeners.clear();
    }

    /**
     * Serves again, after {@link #fail} or {@link #crash}.
     *
     * @throws IOException when a port cannot be had any more, and then none is held
     */
    public synchronized void heal() throws IOException {
        site.fail(Site.WELL);
        if (!listeners.isEmpty()) {
            return;
        }
        try {
            for (Port port : ports) {
                listeners.add(listen(port));
            }
        } catch (IOException busy) {
            crash();
            throw busy;
        }
        addresses = listeners.stream().map(AppLoop.Listener::address).toList();
    }

    private AppLoop.Listener listen(Port port) throws IOException {
        Optional<SslContext> tls =
                port.tls().isPresent() ? Optional.of(tls(port.tls().get(), port.content())) : Optional.empty();
        var arrivals = new Arrivals(connection -> handle(connection, port.content(), tls));
        return loop.listen(sockets, port.address(), arrivals);
    }

    private void handle(SocketChannel connection, Content content, Optional<SslContext> tls) {
        tls.ifPresent(context -> {
            SslHandler handler = context.newHandler(connection.alloc());
            handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
            connection.pipeline().addLast(handler);
        });
        switch (content) {
            case HTTP -> {
                if (tls.isPresent()) {
                    Serving.byAlpn(connection, site);
                } else {
                    Serving.byFirstBytes(connection, site);
                }
            }
            case LINES ->
                connection.pipeline().addLast(new LineBasedFrameDecoder(LineEcho.LONGEST), new LineEcho(site));
        }
    }

    private static SslContext tls(TlsIdentity identity, Content content) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        identity.key(), identity.chain().toArray(X509Certificate[]::new))
                .sslProvider(SslProvider.JDK);
        if (content == Content.HTTP) {
            builder.applicationProtocolConfig(alpn());
        }
        return builder.build();
    }

    /** HTTP/2 before HTTP/1.1, and a peer that knows neither gets the latter. */
    static ApplicationProtocolConfig alpn() {
        return new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1);
    }

    /** Stops serving, and cuts what is open. */
    @Override
    public void close() {
        crash();
    }
}

package io.coddiwomple.dns;

import io.coddiwomple.model.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DNS server for one zone at a time: over UDP and TCP, by CoreDNS's gRPC protocol, and what it has to say of itself over
 * HTTP. Opened, given zones and closed by one thread.
 */
public final class DnsServer implements AutoCloseable {
    /** How long a TCP client may be silent, or leave its answers alone (RFC 7766 section 6.2.3: seconds). */
    private static final Duration TCP_PATIENCE = Duration.ofSeconds(10);

    private static final Duration END = Duration.ofSeconds(2);

    private final Options options;
    private final InstantSource clock;
    private final Cookies cookies;
    private final @Nullable RateLimit limit;
    private final List<DnsSockets> sockets = new ArrayList<>();
    private final List<TcpListener> tcp = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Metrics metrics = new Metrics(this::connections);
    private volatile @Nullable CurrentZone zone;
    private @Nullable GrpcListener grpc;
    private @Nullable HttpListener http;

    private DnsServer(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        var random = new SecureRandom();
        cookies = new Cookies(random.nextLong(), random.nextLong());
        limit = options.rateLimit == 0 ? null : new RateLimit(options.rateLimit, random.nextLong());
    }

    /**
     * How to serve.
     *
     * @param dns where to listen for DNS, over UDP and TCP
     * @param grpc where to listen for CoreDNS, or null
     * @param http where to answer about itself, or null
     * @param rateLimit answers over UDP a second for each client network, 0 for no limit, at most 1,000,000
     * @param tcpPatience how long a TCP client may be silent or leave its answers alone
     */
    public record Options(
            List<ListenAddress> dns,
            @Nullable ListenAddress grpc,
            @Nullable ListenAddress http,
            int rateLimit,
            Duration tcpPatience) {
        /** The most that the rate limit may allow. */
        public static final int MOST_RATE = RateLimit.MOST;

        public Options(
                List<ListenAddress> dns, @Nullable ListenAddress grpc, @Nullable ListenAddress http, int rateLimit) {
            this(dns, grpc, http, rateLimit, TCP_PATIENCE);
        }

        public Options {
            dns = List.copyOf(dns);
            if (rateLimit < 0 || rateLimit > MOST_RATE) {
                throw new IllegalArgumentException("a rate limit of " + rateLimit);
            }
        }
    }

    /**
     * Takes the addresses. HTTP is answered from now on; questions wait for {@link #serve}.
     *
     * @throws BindFailed when one of the addresses cannot be had; then none is kept
     */
    public static DnsServer bind(Options options, InstantSource clock) throws BindFailed {
        var server = new DnsServer(options, clock);
        try {
            for (ListenAddress address : options.dns) {
                server.sockets.add(DnsSockets.bind(address));
            }
            if (options.http != null) {
                server.http = server.startHttp(options.http);
            }
            return server;
        } catch (BindFailed failed) {
            server.close();
            throw failed;
        }
    }

    private HttpListener startHttp(ListenAddress address) throws BindFailed {
        try {
            return HttpListener.start(address.resolve(), metrics, () -> zone != null);
        } catch (IOException failed) {
            throw BindFailed.of(address, "HTTP", failed);
        }
    }

    /**
     * Answers from a zone from now on. Called once.
     *
     * @return a line for each address: where it is, and what for
     * @throws BindFailed when the address for gRPC cannot be had
     */
    public List<String> serve(Zone first) throws IOException {
        var current = new CurrentZone(first);
        var lines = new ArrayList<String>();
        if (options.grpc != null) {
            grpc = startGrpc(options.grpc, current);
        }
        for (DnsSockets socket : sockets) {
            lines.add(ListenAddress.text(socket.address()) + " (DNS over UDP and TCP)");
            Counters udp = metrics.of(Transport.UDP);
            startThread(new ChannelUdp(socket.udp(), current, responder(udp), udp));
            Counters counters = metrics.of(Transport.TCP);
            var listener =
                    new TcpListener(socket.tcp(), current, () -> responder(counters), options.tcpPatience.toNanos());
            tcp.add(listener);
            listener.start();
        }
        if (grpc != null) {
            lines.add(ListenAddress.text(grpc.address()) + " (gRPC for CoreDNS)");
        }
        if (http != null) {
            lines.add(ListenAddress.text(http.address()) + " (HTTP: /metrics, /healthz, /readyz)");
        }
        zone = current;
        return lines;
    }

    private GrpcListener startGrpc(ListenAddress address, CurrentZone current) throws BindFailed {
        try {
            return GrpcListener.start(address.resolve(), current, responder(metrics.of(Transport.GRPC)));
        } catch (IOException failed) {
            throw BindFailed.of(address, "gRPC", failed);
        }
    }

    private Responder responder(Counters counters) {
        return new Responder(cookies, limit, counters, clock);
    }

    private void startThread(Runnable work) {
        threads.add(
                Thread.ofPlatform().name("dns-udp-" + threads.size()).daemon().start(work));
    }

    /** Answers from another zone from the next question on. After {@link #serve}. */
    public void replace(Zone next) {
        CurrentZone current = zone;
        if (current == null) {
            throw new IllegalStateException("nothing is served yet");
        }
        current.set(next);
    }

    /** Notes for the metrics that a zone was read. */
    public void noteLoaded(Zone loaded, Duration took) {
        metrics.reloads().succeeded(loaded, clock.millis(), took.toNanos() / 1e9);
    }

    /** Notes for the metrics that the input could not be read. */
    public void noteFailed() {
        metrics.reloads().failed();
    }

    private int connections() {
        int open = 0;
        for (TcpListener listener : tcp) {
            open += listener.connections();
        }
        return open;
    }

    /** Ends everything: no thread, no socket stays. */
    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
        if (grpc != null) {
            grpc.close();
        }
        for (DnsSockets socket : sockets) {
            socket.close();
        }
        for (Thread thread : threads) {
            try {
                thread.join(END);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where it listens for DNS. */
    public List<InetSocketAddress> addresses() {
        return sockets.stream().map(DnsSockets::address).toList();
    }

    /** Of these, the addresses at which others find it. */
    public List<IpAddress> reachable() {
        var found = new ArrayList<IpAddress>();
        for (InetSocketAddress address : addresses()) {
            InetAddress host = address.getAddress();
            if (!host.isAnyLocalAddress() && !host.isLoopbackAddress() && !host.isLinkLocalAddress()) {
                IpAddress.parse(host.getHostAddress()).ifPresent(found::add);
            }
        }
        return found.stream().distinct().toList();
    }
}

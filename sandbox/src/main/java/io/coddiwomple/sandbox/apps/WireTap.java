package io.coddiwomple.sandbox.apps;

import io.coddiwomple.sandbox.place.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Passes connections on, and remembers how the latest of them began: what somebody on the way between two meshes can
 * read. Methods may be called from any thread but the loop's own.
 */
public final class WireTap implements AutoCloseable {
    /** How many bytes of each direction are remembered. */
    public static final int REMEMBERED = 4096;

    /** How many connections are remembered. */
    public static final int MOST_CONNECTIONS = 16;

    private final AppLoop loop;
    private final Relays relays;
    private final AppLoop.Listener listener;

    private WireTap(AppLoop loop, Relays relays, AppLoop.Listener listener) {
        this.loop = loop;
        this.relays = relays;
        this.listener = listener;
    }

    /** The latest ones. Guarded by itself. */
    private static final class Relays {
        private final Deque<Relay> latest = new ArrayDeque<>();

        synchronized void add(Relay relay) {
            if (latest.size() == MOST_CONNECTIONS) {
                latest.removeFirst();
            }
            latest.addLast(relay);
        }

        synchronized List<Relay> all() {
            return List.copyOf(latest);
        }

        synchronized void clear() {
            latest.clear();
        }
    }

    /**
     * Relays until it is closed.
     *
     * @param inside whose sockets it uses, to listen and to connect
     * @param at where to listen; port 0 for any
     * @param target where to connect to
     */
    public static WireTap start(AppLoop loop, Sockets inside, InetSocketAddress at, InetSocketAddress target)
            throws IOException {
        var relays = new Relays();
        var arrivals = new Arrivals(connection -> {
            var relay = new Relay(connection);
            relays.add(relay);
            relay.begin(loop, inside, target);
        });
        return new WireTap(loop, relays, loop.listen(inside, at, arrivals));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** The latest connections, at most {@link #MOST_CONNECTIONS}, the latest last. */
    public List<Recording> recordings() {
        return relays.all().stream().map(Relay::recording).toList();
    }

    /** Forgets what it has seen; connections go on. */
    public void forget() {
        relays.clear();
    }

    /** Stops listening, and resets what is open. */
    @Override
    public void close() {
        loop.cut(listener);
    }
}

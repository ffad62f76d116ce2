package io.coddiwomple.dns;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Accepts connections (RFC 7766) and bounds what they hold: their number, and for how long each may do without a whole
 * request or take its answers. One virtual thread accepts, one watches the clock, one serves each connection.
 */
final class TcpListener {
    /** Idle ones beyond this many give way to new ones. */
    static final int MOST_CONNECTIONS = 1_024;

    private static final long PAUSE_AFTER_FAILURE = 10_000_000;
    private static final long TICK = 200_000_000;

    private final ServerSocketChannel channel;
    private final CurrentZone zone;
    private final Supplier<Responder> responders;
    private final long patience;
    private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * @param channel bound, and closed by whoever opened it: then everything ends
     * @param patience how long a connection may go without a whole request, and without taking its answers, in nanoseconds
     */
    TcpListener(ServerSocketChannel channel, CurrentZone zone, Supplier<Responder> responders, long patience) {
        this.channel = channel;
        this.zone = zone;
        this.responders = responders;
        this.patience = patience;
    }

    void start() {
        Thread.ofVirtual().name("dns-tcp-accept").start(this::accept);
        Thread.ofVirtual().name("dns-tcp-clock").start(this::watch);
    }

    /** How many connections are open. */
    int connections() {
        return connections.size();
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                serve(channel.accept());
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException noMoreFiles) {
                makeRoom();
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void serve(SocketChannel accepted) {
        if (connections.size() >= MOST_CONNECTIONS) {
            makeRoom();
        }
        var connection = new TcpConnection(accepted, zone, responders.get(), patience);
        connections.add(connection);
        Thread.ofVirtual().name("dns-tcp").start(() -> {
            try (connection) {
                connection.serve();
            } finally {
                connections.remove(connection);
            }
        });
    }

    /** Closes the connection that has waited longest. */
    private void makeRoom() {
        TcpConnection oldest = null;
        for (TcpConnection connection : connections) {
            if (oldest == null || connection.deadline() - oldest.deadline() < 0) {
                oldest = connection;
            }
        }
        if (oldest != null) {
            oldest.close();
            connections.remove(oldest);
        }
    }

    private void watch() {
        while (channel.isOpen()) {
            LockSupport.parkNanos(TICK);
            long now = System.nanoTime();
            for (TcpConnection connection : connections) {
                if (connection.deadline() - now < 0) {
                    connection.close();
                }
            }
        }
        connections.forEach(TcpConnection::close);
    }
}

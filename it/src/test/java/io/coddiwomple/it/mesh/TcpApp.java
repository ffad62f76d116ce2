package io.coddiwomple.it.mesh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers each line with its own identity and the line. */
final class TcpApp implements App {
    static final int PORT = 9000;

    private final NetNamespace namespace;
    private final String identity;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;

    TcpApp(NetNamespace namespace, String identity) {
        this.namespace = namespace;
        this.identity = identity;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        ServerSocket created = namespace.inside(() -> new ServerSocket(PORT));
        Thread.ofVirtual().name("tcp app " + identity).start(() -> accept(created));
        server = created;
    }

    @Override
    public synchronized void crash() {
        try {
            if (server != null) {
                server.close();
                server = null;
            }
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                connection.getOutputStream().write((identity + " " + line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (SocketException e) {
            // The other side, or crash(), closed it: how every connection of a test may end.
            connections.remove(connection);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            connections.remove(connection);
        }
    }
}

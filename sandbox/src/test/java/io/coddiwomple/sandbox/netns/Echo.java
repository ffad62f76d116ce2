package io.coddiwomple.sandbox.netns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Says who it is and who called to every connection, and repeats what it is sent. */
final class Echo implements AutoCloseable {
    private final ServerSocketChannel channel;

    private Echo(ServerSocketChannel channel) {
        this.channel = channel;
    }

    static Echo at(NamespaceSpot spot, String name, InetSocketAddress address) throws IOException {
        var echo = new Echo(spot.sockets().listen(address));
        Thread.ofVirtual().start(() -> echo.accept(name));
        return echo;
    }

    private void accept(String name) {
        while (channel.isOpen()) {
            try {
                SocketChannel connection = channel.accept();
                Thread.ofVirtual().start(() -> answer(name, connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(String name, SocketChannel connection) {
        try (Socket socket = connection.socket()) {
            var from = (InetSocketAddress) socket.getRemoteSocketAddress();
            var out = socket.getOutputStream();
            out.write((name + " " + from.getAddress().getHostAddress() + "\n").getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(out);
        } catch (IOException gone) {
            return;
        }
    }

    /** A connection from a workload; the caller closes it. */
    static Socket connect(NamespaceSpot from, String address, int port, Duration limit) throws IOException {
        Socket socket = from.sockets().open().socket();
        try {
            socket.connect(from.reach(address, port), Math.toIntExact(limit.toMillis()));
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /** What is said there to a new connection: its name, and the address it sees. */
    static String call(NamespaceSpot from, String address, int port) throws IOException {
        try (Socket socket = connect(from, address, port, Duration.ofSeconds(30))) {
            return line(socket);
        }
    }

    static String line(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = in.readLine();
        return line == null ? "" : line;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.coddiwomple.it.dns;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A name server that runs as a process of its own until it is closed. */
final class NameServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int PATIENCE_MILLISECONDS = 5_000;

    private final Process process;
    private final Path log;
    private final InetSocketAddress address;

    private NameServer(Process process, Path log, InetSocketAddress address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param apex a name that it answers for
     */
    static NameServer start(Path folder, int port, String apex, List<String> words) {
        Path log = folder.resolve("log");
        try {
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var server = new NameServer(process, log, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            await(words.getFirst())
                    .atMost(START)
                    .until(() -> !process.isAlive()
                            || !dig(server.address, apex, "SOA", "+short").isEmpty());
            if (!process.isAlive()) {
                throw new IllegalStateException(words + " ended:\n" + server.log());
            }
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A port that nobody has at this moment. */
    static int freePort() {
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What dig says of a server's answer. */
    static String dig(InetSocketAddress server, String... words) {
        var command = new ArrayList<String>(List.of(
                "dig",
                "@" + server.getAddress().getHostAddress(),
                "-p",
                Integer.toString(server.getPort()),
                "+tries=1",
                "+time=2"));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    /** Asks by UDP. */
    static Message ask(DatagramSocket socket, InetSocketAddress server, Message question) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        byte[] wire = question.toWire();
        socket.send(new DatagramPacket(wire, wire.length, server));
        var packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    static Message question(String name, String type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.value(type), DClass.IN));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

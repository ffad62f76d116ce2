package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;

/** A server on free ports of this machine, which leaves no thread behind. */
final class TestServer implements AutoCloseable {
    static final ListenAddress FREE = new ListenAddress("127.0.0.1", 0);
    private static final int PATIENCE = 5_000;

    private final Set<Thread> before = platformThreads();
    private final DnsServer server;
    private final List<String> lines;

    TestServer(DnsServer.Options options, ZoneData data) throws IOException {
        server = DnsServer.bind(options, InstantSource.system());
        lines = server.serve(Zone.of(data));
    }

    static TestServer of(ZoneData data) throws IOException {
        return new TestServer(new DnsServer.Options(List.of(FREE), FREE, FREE, 0), data);
    }

    DnsServer server() {
        return server;
    }

    /** What it listens on, one for each address. */
    List<String> lines() {
        return lines;
    }

    InetSocketAddress address() {
        return server.addresses().getFirst();
    }

    int port() {
        return address().getPort();
    }

    /** The port of the line that speaks of this. */
    int port(String purpose) {
        String line = lines.stream()
                .filter(each -> each.contains(purpose))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceAll("^.*?:(\\d+) .*$", "$1"));
    }

    /** Asks by UDP; null when there is no answer for a second. */
    byte @Nullable [] udp(byte[] request) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            socket.setSoTimeout(1_000);
            socket.send(new DatagramPacket(request, request.length, address()));
            var packet = new DatagramPacket(new byte[Wire.LARGEST], Wire.LARGEST);
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (java.net.SocketTimeoutException silence) {
            return null;
        }
    }

    Message udp(String name, int type) throws IOException {
        byte[] answer = udp(Exchange.question(name, type).toWire());
        assertThat(answer).as("an answer to " + name).isNotNull();
        return Exchange.read(answer == null ? new byte[0] : answer);
    }

    Socket connect() throws IOException {
        var socket = new Socket(address().getAddress(), port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    static void send(Socket socket, byte[] request) throws IOException {
        byte[] framed = new byte[request.length + 2];
        Wire.putShort(framed, 0, request.length);
        System.arraycopy(request, 0, framed, 2, request.length);
        socket.getOutputStream().write(framed);
    }

    static Message receive(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        return Exchange.read(in.readNBytes(in.readUnsignedShort()));
    }

    /** What real dig says. */
    String dig(String... words) throws IOException, InterruptedException {
        return dig(address(), words);
    }

    static String dig(InetSocketAddress server, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(
                "dig",
                "@" + server.getAddress().getHostAddress(),
                "-p",
                Integer.toString(server.getPort()),
                "+tries=1"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Override
    public void close() {
        server.close();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(platformThreads())
                        .filteredOn(thread -> !before.contains(thread) && isOurs(thread))
                        .isEmpty());
    }

    /** The JDK keeps a few threads of its own once they were needed, for virtual threads and sockets. */
    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("dns-")
                || thread.getName().contains("grpc")
                || thread.getName().contains("multiThreadIoEventLoop")
                || thread.getName().startsWith("HTTP-Dispatcher");
    }

    private static Set<Thread> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }
}

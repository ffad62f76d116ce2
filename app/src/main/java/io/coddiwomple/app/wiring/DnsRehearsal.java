package io.coddiwomple.app.wiring;

import io.coddiwomple.app.files.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the build runs to learn which classes {@code cw dns} needs, and where it spends its time: the AOT cache holds
 * both, so that a large zone is read by code that the compiler need not watch first. gRPC is left out: its classes would
 * be linked at every start.
 */
final class DnsRehearsal {
    /** So many that everything that is done for each of them is compiled as far as it will ever be. */
    private static final int HOSTS = 30_000;

    private static final int QUESTIONS = 5_000;
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final int PATIENCE_MILLIS = 5_000;

    private final BufferedReader said;
    private final Map<String, Integer> ports = new HashMap<>();

    private DnsRehearsal(BufferedReader said) {
        this.said = said;
    }

    /** @param examples the folder of examples */
    static void run(String examples) throws IOException, InterruptedException {
        Path entries = Files.createTempFile("cw-rehearsal", ".json");
        try {
            Files.writeString(entries, entries(HOSTS));
            serve(List.of("--from-serviceentries", entries.toString()), entries);
            serve(List.of("-f", examples + "/bookinfo-two-clusters"), null);
        } finally {
            Files.deleteIfExists(entries);
        }
    }

    private static void serve(List<String> source, @Nullable Path changing) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("dns", "--listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0"));
        words.addAll(source);
        try (var err = new PipedOutputStream();
                var said =
                        new BufferedReader(new InputStreamReader(new PipedInputStream(err), StandardCharsets.UTF_8))) {
            var terminal = new Terminal(
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    new PrintStream(err, false, StandardCharsets.UTF_8),
                    false);
            Thread server = Thread.ofPlatform().start(() -> Cw.run(words, terminal));
            try {
                new DnsRehearsal(said).visit(changing);
            } finally {
                server.interrupt();
                server.join();
            }
        }
    }

    private void visit(@Nullable Path changing) throws IOException {
        awaitZone();
        ask();
        metrics();
        if (changing != null) {
            Files.writeString(changing, entries(HOSTS - 1));
            awaitZone();
        }
    }

    /** Reads what the server says until it answers from a zone, and where it listens. */
    private void awaitZone() throws IOException {
        for (String line = said.readLine(); !line.startsWith("answering"); line = said.readLine()) {
            if (!line.startsWith("listening on ")) {
                throw new IOException(line);
            }
            int purpose = line.indexOf('(');
            int port = line.lastIndexOf(':', purpose);
            ports.put(
                    line.substring(purpose + 1, purpose + 4), Integer.parseInt(line.substring(port + 1, purpose - 1)));
        }
    }

    private void ask() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(InetAddress.getLoopbackAddress(), ports.getOrDefault("DNS", 0));
            var answer = new DatagramPacket(new byte[1500], 1500);
            for (int i = 0; i < QUESTIONS; i++) {
                byte[] question = question(host(i * 2), i % 2 == 0 ? TYPE_A : TYPE_AAAA);
                socket.send(new DatagramPacket(question, question.length));
                socket.receive(answer);
            }
        }
    }

    /** RFC 1035 section 4.1: a header, a name and its type, of class IN. */
    private static byte[] question(String host, int type) {
        var question = new ByteArrayOutputStream();
        question.writeBytes(new byte[] {0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : host.split("\\.", -1)) {
            question.write(label.length());
            question.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        question.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
        return question.toByteArray();
    }

    private void metrics() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports.getOrDefault("HTT", 0))) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: cw\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static String host(int number) {
        return "service-" + number + ".ns-" + number % 100 + ".global";
    }

    /** A list as {@code kubectl get serviceentries -o json} prints it. */
    private static String entries(int hosts) {
        var text = new StringBuilder("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n");
        for (int i = 0; i < hosts; i++) {
            text.append(i == 0 ? "" : ",\n")
                    .append("        {\n            \"apiVersion\": \"networking.istio.io/v1\",\n"
                            + "            \"kind\": \"ServiceEntry\",\n            \"metadata\": {\"name\": \"e")
                    .append(i)
                    .append("\", \"namespace\": \"mesh\"},\n            \"spec\": {\"addresses\": [\"240.1.")
                    .append(i >> 8)
                    .append('.')
                    .append(i & 255)
                    .append("\", \"fd00::")
                    .append(Integer.toHexString(i))
                    .append("\"], \"hosts\": [\"")
                    .append(host(i))
                    .append("\"], \"resolution\": \"DNS\"}\n        }");
        }
        return text.append("\n    ],\n    \"kind\": \"List\"\n}\n").toString();
    }
}

package io.coddiwomple.it.mesh;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** CoreDNS on this machine's loopback, with a Corefile of the test's. */
final class CoreDns implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;

    private CoreDns(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder for the Corefile and what it printed
     * @param port where one of its blocks listens for DNS
     */
    static CoreDns start(Path folder, String corefile, int port) {
        WorkFolder.write(folder.resolve("Corefile"), corefile);
        Path log = folder.resolve("coredns.log");
        try {
            Process process = new ProcessBuilder(Peers.program("coredns").toString(), "-conf", "Corefile")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var started = new CoreDns(process, log);
            try {
                await().atMost(LIMIT)
                        .until(() -> !process.isAlive()
                                || dig(port, "ready.invalid", "A").answered());
                if (!process.isAlive()) {
                    throw new IllegalStateException("coredns ended: " + started.log() + "\n" + corefile);
                }
                return started;
            } catch (RuntimeException | Error failed) {
                started.close();
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a Corefile that CoreDNS does not start with makes it say. */
    static String refusal(Path folder, String corefile) {
        WorkFolder.write(folder.resolve("Corefile"), corefile);
        Command.Outcome outcome = Command.of(Peers.program("coredns").toString(), "-conf", "Corefile")
                .in(folder)
                .run();
        if (outcome.exit() == 0) {
            throw new IllegalStateException("coredns took " + corefile);
        }
        return outcome.output();
    }

    /** A port of the loopback that nobody has now. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a server said.
     *
     * @param code such as {@code NOERROR}, empty when none came
     * @param data of its answers
     */
    record Said(String code, List<String> data) {
        boolean answered() {
            return !code.isEmpty();
        }
    }

    /** Asks the server at a port of the loopback. */
    static Said dig(int port, String name, String type, String... options) {
        var words = new java.util.ArrayList<>(
                List.of("dig", "@127.0.0.1", "-p", String.valueOf(port), "+time=2", "+tries=1", "-t", type, name));
        words.addAll(List.of(options));
        String output = Command.of(words).run().output();
        String code = output.lines()
                .filter(line -> line.contains("status: "))
                .map(line -> line.replaceAll(".*status: ([A-Z]+),.*", "$1"))
                .findFirst()
                .orElse("");
        List<String> data = output.lines()
                .filter(line -> !line.startsWith(";") && line.contains("\t"))
                .filter(line -> !line.contains("SOA"))
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .toList();
        return new Said(code, data);
    }

    String log() {
        return WorkFolder.read(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

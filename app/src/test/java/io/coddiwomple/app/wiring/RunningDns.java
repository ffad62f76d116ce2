package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.app.files.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/** A server in a thread of this process, which is told to end as the system would tell the process. */
final class RunningDns implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread;

    private RunningDns(String stdin, ToIntFunction<Terminal> server) {
        var terminal = new Terminal(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        thread = Thread.ofPlatform().start(() -> code.complete(server.applyAsInt(terminal)));
    }

    /** Starts {@code cw dns} on any port with these options. */
    static RunningDns run(String... options) {
        return start("", options);
    }

    /** The same with something on standard input. */
    static RunningDns start(String stdin, String... options) {
        var words = new ArrayList<String>(List.of("dns", "--listen", "127.0.0.1:0"));
        words.addAll(List.of(options));
        return start(stdin, terminal -> Cw.run(words, terminal));
    }

    /** Starts a server, and waits until it answers. */
    static RunningDns start(String stdin, ToIntFunction<Terminal> server) {
        var running = new RunningDns(stdin, server);
        await().atMost(SOON).until(() -> running.err().contains("answering ") || running.ended());
        assertThat(running.err()).contains("listening on 127.0.0.1:");
        return running;
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    boolean ended() {
        return code.isDone();
    }

    int code() {
        return code.join();
    }

    int port() {
        return port("(DNS");
    }

    private int port(String purpose) {
        String line =
                err().lines().filter(each -> each.contains(purpose)).findFirst().orElseThrow();
        return Integer.parseInt(line.replaceAll("^listening on .*:(\\d+) .*$", "$1"));
    }

    String dig(String name, String type) {
        return output("dig", "@127.0.0.1", "-p", Integer.toString(port()), "+short", "+tries=1", name, type);
    }

    void awaitAnswer(String name) {
        await().atMost(SOON).until(() -> !dig(name, "A").isEmpty());
    }

    String metrics() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port("(HTTP") + "/metrics");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private static String output(String... words) {
        try {
            Process process = new ProcessBuilder(words).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        assertThat(code.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join())
                .isZero();
    }
}

package io.coddiwomple.it.mesh;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An application in a pod that calls others, by names that the pod's own resolver answers. */
final class Caller {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Pod pod;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    private Caller(Pod pod) {
        this.pod = pod;
    }

    static Caller in(Pod pod) {
        return new Caller(pod);
    }

    /** Addresses of the name as the pod's resolver gives them, search domains included. */
    List<String> resolve(String name) {
        return Command.of(pod.namespace().wrap(List.of("dig", "+short", "+search", "+tries=1", "+time=3", name, "A")))
                .output()
                .lines()
                .filter(line -> line.matches("[0-9.]+"))
                .toList();
    }

    /** A GET on a connection of its own. */
    Answer http(String url) {
        return http(url, Map.of());
    }

    Answer http(String url, Map<String, String> headers) {
        long start = System.nanoTime();
        URI uri = URI.create(url);
        var all = new HashMap<>(headers);
        all.put("Connection", "close");
        try (var connection = HttpConnection.open(pod.namespace(), at(uri), uri.getAuthority(), null, LIMIT)) {
            HttpConnection.Response response = connection.send("GET", path(uri), all, "");
            String from = response.headers().getOrDefault("x-answered-by", "");
            return new Answer(response.status(), from, response.body(), since(start), "");
        } catch (IOException e) {
            return Answer.none(since(start), e);
        }
    }

    /** A header of the request as the application that answered saw it; empty when there was none. */
    static String seen(Answer answer, String header) {
        var headers = JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("headers");
        return headers.has(header) ? headers.get(header).getAsString() : "";
    }

    /** One line over a TCP connection of its own; status 200 when it came back. */
    Answer tcp(String host, int port) {
        long start = System.nanoTime();
        try (Socket socket = pod.namespace().socket().socket()) {
            socket.connect(at(host, port), (int) LIMIT.toMillis());
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("closed without an answer");
            }
            return new Answer(200, line.substring(0, line.indexOf(' ')), line, since(start), "");
        } catch (IOException e) {
            return Answer.none(since(start), e);
        }
    }

    private InetSocketAddress at(URI uri) {
        return at(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    InetSocketAddress at(String host, int port) {
        String address = host.matches("[0-9.]+") ? host : addresses.computeIfAbsent(host, this::oneAddress);
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private String oneAddress(String name) {
        List<String> found = resolve(name);
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    name + " does not resolve in " + pod.plan().name());
        }
        return found.getFirst();
    }

    private static String path(URI uri) {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

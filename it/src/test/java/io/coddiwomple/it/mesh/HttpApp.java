package io.coddiwomple.it.mesh;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers every HTTP request with what it got, and who it is. */
final class HttpApp implements App {
    static final int PORT = 8080;

    private final NetNamespace namespace;
    private final String identity;
    private final AtomicInteger received = new AtomicInteger();
    private volatile int status = 200;
    private @Nullable HttpServer server;

    /** @param identity {@code <cluster>/<pod>} */
    HttpApp(NetNamespace namespace, String identity) {
        this.namespace = namespace;
        this.identity = identity;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        HttpServer created = namespace.inside(() -> HttpServer.create(new InetSocketAddress(PORT), 0));
        created.createContext("/", this::answer);
        created.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        created.start();
        server = created;
    }

    @Override
    public synchronized void crash() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** What it answers from now on: an application that fails by itself says 500. */
    void answersWith(int newStatus) {
        status = newStatus;
    }

    int received() {
        return received.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.incrementAndGet();
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var headers = new JsonObject();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.addProperty(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            var body = new JsonObject();
            body.addProperty("path", exchange.getRequestURI().toString());
            body.add("headers", headers);
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Answered-By", identity);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

package io.coddiwomple.dns;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** What Kubernetes and Prometheus ask: {@code /healthz}, {@code /readyz} and {@code /metrics}. */
final class HttpListener implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Metrics metrics;
    private final BooleanSupplier ready;

    private HttpListener(HttpServer server, Metrics metrics, BooleanSupplier ready) {
        this.server = server;
        this.metrics = metrics;
        this.ready = ready;
    }

    /** Binds the address and serves from then on. */
    static HttpListener start(InetSocketAddress address, Metrics metrics, BooleanSupplier ready) throws IOException {
        var listener = new HttpListener(HttpServer.create(address, 0), metrics, ready);
        listener.server.setExecutor(listener.threads);
        listener.server.createContext("/", listener::handle);
        listener.server.start();
        return listener;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, WRONG_METHOD, TEXT, bytes("only GET and HEAD are answered here\n"));
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/healthz" -> send(exchange, OK, TEXT, bytes("ok\n"));
                case "/readyz" -> {
                    boolean loaded = ready.getAsBoolean();
                    send(exchange, loaded ? OK : UNAVAILABLE, TEXT, bytes(loaded ? "ok\n" : "no zone is loaded yet\n"));
                }
                case "/metrics" -> {
                    String accepted = exchange.getRequestHeaders().getFirst("Accept");
                    var body = new ByteArrayOutputStream();
                    metrics.write(accepted, body);
                    send(exchange, OK, metrics.contentType(accepted), body.toByteArray());
                }
                default -> send(exchange, NOT_FOUND, TEXT, bytes("there are /healthz, /readyz and /metrics\n"));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The address that it listens on. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.coddiwomple.it.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** One request to the loopback address of a namespace: readiness, administration. */
final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Probe() {}

    static boolean ok(NetNamespace namespace, int port, String path) {
        try {
            return exchange(namespace, port, "GET", path).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    static String get(NetNamespace namespace, int port, String path) throws IOException {
        return exchange(namespace, port, "GET", path).body();
    }

    static HttpConnection.Response exchange(NetNamespace namespace, int port, String method, String path)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var connection = HttpConnection.open(namespace, address, "localhost", null, LIMIT)) {
            return connection.send(method, path, Map.of("Connection", "close"), "");
        }
    }
}

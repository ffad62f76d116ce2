package io.coddiwomple.sandbox.apps;

import io.coddiwomple.resource.Fields;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A whole request.
 *
 * @param target path and query as they were sent
 * @param version such as {@code HTTP/2}
 * @param headers names in lower case, values of one name joined by commas (RFC 9110 section 5.3)
 * @param client the address that the connection comes from; empty when it is gone
 */
record Request(String method, String target, String version, Map<String, String> headers, String body, String client) {
    /** Names that Netty adds to requests of HTTP/2, which nobody sent. */
    private static final String FROM_NETTY = "x-http2-";

    static Request of(HttpRequest head, boolean http2, byte[] body, @Nullable InetSocketAddress client) {
        return new Request(
                head.method().name(),
                head.uri(),
                http2 ? "HTTP/2" : head.protocolVersion().text(),
                headers(head.headers(), http2),
                new String(body, StandardCharsets.UTF_8),
                client == null ? "" : client.getAddress().getHostAddress());
    }

    private static Map<String, String> headers(HttpHeaders all, boolean http2) {
        var headers = new TreeMap<String, String>();
        all.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean framing = http2 && name.equals("transfer-encoding");
            if (!framing && !name.startsWith(FROM_NETTY)) {
                headers.merge(name, header.getValue(), (first, second) -> first + "," + second);
            }
        });
        return headers;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The first value of a parameter of the query, or null. */
    @Nullable String parameter(String name) {
        List<String> values = parameters().get(name);
        return values == null ? null : values.getFirst();
    }

    Map<String, List<String>> parameters() {
        try {
            return new QueryStringDecoder(target).parameters();
        } catch (IllegalArgumentException notEncoded) {
            return Map.of();
        }
    }

    /** The headers as JSON. */
    Fields headers(UnaryOperator<String> naming) {
        Fields.Builder fields = Fields.builder();
        headers.forEach((name, value) -> fields.put(naming.apply(name), value));
        return fields.build();
    }
}

package io.coddiwomple.sandbox.apps;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A call to make.
 *
 * @param url with a host; its scheme only decides which port is left out of the host header
 * @param at where to connect to, which the host of the URL may not resolve to
 * @param headers of HTTP and gRPC, on top of those that every call has
 * @param body what to send: over HTTP a POST unless it is empty; a line; the text in field 1 of a gRPC message
 * @param trust which servers to believe, where the server has TLS of its own
 * @param limit for the whole call, above zero
 */
public record Call(
        URI url,
        InetSocketAddress at,
        Protocol protocol,
        Map<String, String> headers,
        String body,
        Trust trust,
        Duration limit) {
    public Call {
        headers = Map.copyOf(headers);
        if (url.getHost() == null) {
            throw new IllegalArgumentException("the URL " + url + " names no host");
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a call needs time, not " + limit);
        }
        if (body.indexOf('\n') >= 0 && (protocol == Protocol.TCP || protocol == Protocol.TLS)) {
            throw new IllegalArgumentException("a line cannot hold a line break");
        }
    }

    /** A GET, an empty message, or a line {@code hello}, that believes any server. */
    public static Call of(URI url, InetSocketAddress at, Protocol protocol, Duration limit) {
        boolean line = protocol == Protocol.TCP || protocol == Protocol.TLS;
        return new Call(url, at, protocol, Map.of(), line ? "hello" : "", Trust.ANY, limit);
    }

    public Call withHeaders(Map<String, String> others) {
        return new Call(url, at, protocol, others, body, trust, limit);
    }

    public Call withBody(String other) {
        return new Call(url, at, protocol, headers, other, trust, limit);
    }

    public Call withTrust(Trust other) {
        return new Call(url, at, protocol, headers, body, other, limit);
    }

    /** Host and port as curl sends them: the scheme's own port is left out. */
    String authority() {
        int usual = protocol == Protocol.HTTPS ? 443 : 80;
        return url.getPort() < 0 || url.getPort() == usual ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** Path and query; of a gRPC call without a path, a method of our own. */
    String target() {
        String path = url.getRawPath();
        if (path == null || path.isEmpty()) {
            path = "/";
        }
        if (protocol == Protocol.GRPC && path.equals("/")) {
            path = "/coddiwomple.Echo/Echo";
        }
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}

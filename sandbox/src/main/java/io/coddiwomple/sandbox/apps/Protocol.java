package io.coddiwomple.sandbox.apps;

/** What a call speaks. */
public enum Protocol {
    /** HTTP/1.1 (RFC 9112) in clear. */
    HTTP1("http"),
    /** HTTP/2 in clear, without asking first (RFC 9113 section 3.3). */
    HTTP2("http2"),
    /** A unary gRPC call over HTTP/2 in clear. */
    GRPC("grpc"),
    /** A line over TCP, and the line that comes back. */
    TCP("tcp"),
    /** As {@link #TCP}, inside of TLS that the two ends speak by themselves. */
    TLS("tls"),
    /** HTTP/2 or HTTP/1.1, as ALPN decides, inside of TLS that the two ends speak by themselves. */
    HTTPS("https");

    private final String scheme;

    Protocol(String scheme) {
        this.scheme = scheme;
    }

    /** The scheme of URLs that stand for it, such as {@code grpc}. */
    public String scheme() {
        return scheme;
    }

    /** Whether answers have statuses of HTTP. */
    boolean isHttp() {
        return this == HTTP1 || this == HTTP2 || this == HTTPS;
    }

    /** Whether the server has TLS of its own. */
    boolean isTls() {
        return this == TLS || this == HTTPS;
    }
}

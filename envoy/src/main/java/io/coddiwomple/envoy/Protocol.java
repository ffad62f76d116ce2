package io.coddiwomple.envoy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a port speaks, as Istio tells protocols apart (istiod's pkg/config/protocol). */
enum Protocol {
    HTTP,
    HTTP2,
    GRPC,
    GRPC_WEB,
    HTTPS,
    TLS,
    TCP,
    MONGO,
    MYSQL,
    REDIS;

    /** Null for one that Istio detects by itself, or that is not translated. */
    static @Nullable Protocol parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http" -> HTTP;
            case "http2", "kubernetes.io/h2c" -> HTTP2;
            case "grpc" -> GRPC;
            case "grpc-web" -> GRPC_WEB;
            case "https" -> HTTPS;
            case "tls" -> TLS;
            case "tcp" -> TCP;
            case "mongo" -> MONGO;
            case "mysql" -> MYSQL;
            case "redis" -> REDIS;
            default -> null;
        };
    }

    boolean isHttp() {
        return switch (this) {
            case HTTP, HTTP2, GRPC, GRPC_WEB -> true;
            case HTTPS, TLS, TCP, MONGO, MYSQL, REDIS -> false;
        };
    }

    boolean isHttp2() {
        return switch (this) {
            case HTTP2, GRPC, GRPC_WEB -> true;
            case HTTP, HTTPS, TLS, TCP, MONGO, MYSQL, REDIS -> false;
        };
    }

    /** Whether connections begin with TLS of the client's own. */
    boolean isTls() {
        return switch (this) {
            case HTTPS, TLS -> true;
            case HTTP, HTTP2, GRPC, GRPC_WEB, TCP, MONGO, MYSQL, REDIS -> false;
        };
    }
}

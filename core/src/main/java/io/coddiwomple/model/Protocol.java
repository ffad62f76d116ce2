package io.coddiwomple.model;

import java.util.Locale;
import java.util.Optional;

/** A port's protocol, by the names that Istio's {@code Port.protocol} accepts (istio 1.31 pkg/config/protocol). */
public enum Protocol {
    HTTP(Family.HTTP),
    HTTP2(Family.HTTP),
    GRPC(Family.HTTP),
    GRPC_WEB(Family.HTTP),
    HTTPS(Family.TLS),
    TLS(Family.TLS),
    TCP(Family.TCP),
    MONGO(Family.TCP),
    REDIS(Family.TCP),
    MYSQL(Family.TCP);

    private final Family family;

    Protocol(Family family) {
        this.family = family;
    }

    /** How a proxy routes it. */
    public enum Family {
        /** By authority, with retries. */
        HTTP,
        /** By the server name that the application itself sends. */
        TLS,
        /** By address and port only. */
        TCP
    }

    public Family family() {
        return family;
    }

    public boolean isHttp() {
        return family == Family.HTTP;
    }

    /** Whether proxies send many calls at once over one HTTP/2 connection. */
    public boolean isMultiplexed() {
        return this == HTTP2 || this == GRPC || this == GRPC_WEB;
    }

    /** The name as Istio writes it: {@code GRPC-WEB}. */
    public String istioName() {
        return name().replace('_', '-');
    }

    /** Finds a protocol by Istio's name, in any case. */
    public static Optional<Protocol> find(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Protocol protocol : values()) {
            if (protocol.name().equals(wanted)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }
}

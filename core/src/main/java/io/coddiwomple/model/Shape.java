package io.coddiwomple.model;

import java.util.Locale;
import java.util.Optional;

/** A way to move a cross-mesh call: which Istio resources the client's and the serving cluster get. */
public enum Shape {
    /** The client's SNI names the serving cluster's own Kubernetes service. */
    LOCAL_SNI,
    /** The SNI names an alias that leads, in the serving cluster, to one local service. */
    ALIAS_SNI,
    /** The SNI names the global host, which the serving cluster knows too. */
    GLOBAL_SNI,
    /** The serving gateway routes by SNI with a VirtualService. */
    SNI_ROUTE,
    /** The gateway rewrites {@code .global} to the local suffix: Istio 1.1 to 1.7. */
    REWRITE,
    /** The serving gateway ends the connection; plain text unless it holds a certificate. */
    INGRESS;

    /** The name that users write: {@code local-sni}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the client's and the server's sidecar authenticate each other, end to end. */
    public boolean mutualTls() {
        return this != INGRESS;
    }

    /** Finds a shape by the name that users write. */
    public static Optional<Shape> find(String word) {
        for (Shape shape : values()) {
            if (shape.word().equals(word)) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }
}

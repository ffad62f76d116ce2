package io.coddiwomple.sandbox.apps;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Which servers a call believes.
 *
 * @param anchors certificates that a server's chain must end in, and then its name is checked too; none: any server
 */
public record Trust(List<X509Certificate> anchors) {
    /** Believes any server, as {@code curl --insecure} does. */
    public static final Trust ANY = new Trust(List.of());

    public Trust {
        anchors = List.copyOf(anchors);
    }
}

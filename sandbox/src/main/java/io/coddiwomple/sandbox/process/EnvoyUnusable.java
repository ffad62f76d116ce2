package io.coddiwomple.sandbox.process;

import java.io.IOException;

/** There is no Envoy to run; the message says why and what to do. */
public final class EnvoyUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    EnvoyUnusable(String message) {
        super(message);
    }

    EnvoyUnusable(String message, IOException cause) {
        super(message, cause);
    }
}

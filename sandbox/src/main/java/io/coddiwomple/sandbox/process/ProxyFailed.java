package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.util.List;

/** A proxy did not come to what was waited for; the message ends with what it said last. */
public final class ProxyFailed extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyFailed(String message, List<String> log) {
        super(log.isEmpty() ? message : message + "; it said:\n  " + String.join("\n  ", log));
    }
}

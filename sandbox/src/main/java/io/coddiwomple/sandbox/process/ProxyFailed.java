package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.util.List;

/** A proxy did not come to what was waited for; the message ends with what it said last. */
public final class ProxyFailed extends IOException {
    private static final long serialVersionUID = 1L;

    /** Of what Envoy warns of at every start: fields that istiod sets as well. */
    private static final String DEPRECATED = "Deprecated field";

    ProxyFailed(String message, List<String> log) {
        super(message + said(log));
    }

    private static String said(List<String> log) {
        List<String> telling =
                log.stream().filter(line -> !line.contains(DEPRECATED)).toList();
        return telling.isEmpty() ? "" : "; it said:\n  " + String.join("\n  ", telling);
    }
}

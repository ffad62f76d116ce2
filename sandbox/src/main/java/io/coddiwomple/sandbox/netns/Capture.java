package io.coddiwomple.sandbox.netns;

import java.util.List;

/**
 * How a pod's traffic gets to its sidecar, as istio-iptables sets it up (Istio 1.31, tools/istio-iptables/pkg/capture).
 * The proxy is known by its group, not by its user: it stays the user who started it, whose files it reads.
 */
final class Capture {
    private static final String GROUP = "1337";

    /** What the sidecar sends to the application comes from 127.0.0.6; what it sends to its own pod, as a client, not. */
    static final String RULES = """
            *nat
            -A PREROUTING -p tcp -j REDIRECT --to-ports 15006
            -A OUTPUT -p tcp -s 127.0.0.6/32 -o lo -j RETURN
            -A OUTPUT -p tcp ! -d 127.0.0.1/32 -o lo -m owner --gid-owner %1$s -j REDIRECT --to-ports 15006
            -A OUTPUT -p tcp -m owner --gid-owner %1$s -j RETURN
            -A OUTPUT -p tcp -o lo -j RETURN
            -A OUTPUT -p tcp -d 127.0.0.1/32 -j RETURN
            -A OUTPUT -p tcp -j REDIRECT --to-ports 15001
            COMMIT
            """.formatted(GROUP);

    private Capture() {}

    /** The beginning of a command line that runs a program as the proxy. */
    static List<String> asProxy() {
        return List.of(Tool.path("setpriv"), "--regid=" + GROUP, "--clear-groups");
    }
}

package io.coddiwomple.sandbox.netns;

import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.SocketOption;
import java.util.List;

/**
 * How a pod's traffic gets to its sidecar, as istio-iptables sets it up (Istio 1.31, tools/istio-iptables/pkg/capture).
 * The proxy is known by its group, not by its user: it stays the user who started it, whose files it reads. In a user
 * namespace there is no other group, and its connections have a mark instead.
 */
final class Capture {
    private static final String GROUP = "1337";
    private static final int MARK = 1337;

    /** Linux, include/uapi/asm-generic/socket.h, which x86-64 and ARM64 use. */
    private static final int SOL_SOCKET = 1;

    private static final int SO_MARK = 36;

    private static final SocketOption MARKED = SocketOption.newBuilder()
            .setDescription("known to the capture")
            .setLevel(SOL_SOCKET)
            .setName(SO_MARK)
            .setIntValue(MARK)
            .setState(SocketOption.SocketState.STATE_PREBIND)
            .build();

    private final Privilege privilege;

    Capture(Privilege privilege) {
        this.privilege = privilege;
    }

    /** How iptables tells the proxy's own connections. */
    String match() {
        return switch (privilege) {
            case ROOT -> "-m owner --gid-owner " + GROUP;
            case USER_NAMESPACE -> "-m mark --mark " + MARK;
        };
    }

    /** The kernel's module that does. */
    String module() {
        return switch (privilege) {
            case ROOT -> "xt_owner";
            case USER_NAMESPACE -> "xt_mark";
        };
    }

    /** What the sidecar sends to the application comes from 127.0.0.6; what it sends to its own pod, as a client, not. */
    String rules() {
        return """
            *nat
            -A PREROUTING -p tcp -j REDIRECT --to-ports 15006
            -A OUTPUT -p tcp -s 127.0.0.6/32 -o lo -j RETURN
            -A OUTPUT -p tcp ! -d 127.0.0.1/32 -o lo %1$s -j REDIRECT --to-ports 15006
            -A OUTPUT -p tcp %1$s -j RETURN
            -A OUTPUT -p tcp -o lo -j RETURN
            -A OUTPUT -p tcp -d 127.0.0.1/32 -j RETURN
            -A OUTPUT -p tcp -j REDIRECT --to-ports 15001
            COMMIT
            """.formatted(match());
    }

    /** The beginning of a command line that runs a program as the proxy. */
    List<String> asProxy() {
        return switch (privilege) {
            case ROOT -> List.of(Tool.path("setpriv"), "--regid=" + GROUP, "--clear-groups");
            case USER_NAMESPACE -> List.of();
        };
    }

    /** The proxy's configuration with which its connections are known. */
    ProxyConfig known(ProxyConfig config) {
        return switch (privilege) {
            case ROOT -> config;
            case USER_NAMESPACE ->
                new ProxyConfig(
                        config.listeners(),
                        config.routes(),
                        config.clusters().stream().map(Capture::marked).toList(),
                        config.endpoints(),
                        config.secrets());
        };
    }

    private static Cluster marked(Cluster cluster) {
        Cluster.Builder builder = cluster.toBuilder();
        builder.getUpstreamBindConfigBuilder().addSocketOptions(MARKED);
        return builder.build();
    }
}

package io.coddiwomple.dns;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;

/** An address could not be listened on; the message says why and what to do. */
public final class BindFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private BindFailed(String message, IOException cause) {
        super(message, cause);
    }

    /** @param purpose what it was for: {@code DNS}, {@code gRPC} or {@code HTTP} */
    static BindFailed of(ListenAddress address, String purpose, IOException cause) {
        return new BindFailed("cannot listen on " + address + " for " + purpose + ": " + reason(address, cause), cause);
    }

    private static String reason(ListenAddress address, IOException cause) {
        if (cause instanceof UnknownHostException) {
            return "\"" + address.host() + "\" is neither an address nor a name that resolves; give an address of this"
                    + " machine, such as 127.0.0.1 or [::1]";
        }
        String said = deepest(cause);
        String what = said.toLowerCase(Locale.ROOT);
        if (what.contains("in use")) {
            return "another process has this port already; 'ss -lntup sport = :" + address.port()
                    + "' shows which one: stop it, or choose another port";
        }
        if (what.contains("permission denied") || what.contains("operation not permitted")) {
            return "this user has no right to bind ports below 1024; choose a higher one, or give the process the"
                    + " capability NET_BIND_SERVICE (in Kubernetes: securityContext.capabilities.add; in systemd:"
                    + " AmbientCapabilities=CAP_NET_BIND_SERVICE)";
        }
        if (what.contains("cannot assign") || what.contains("not available")) {
            return "this machine has no such address; 'ip address' shows those that it has, and 0.0.0.0 or [::] stands"
                    + " for all";
        }
        return said;
    }

    /** Libraries wrap what the system said. */
    private static String deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}

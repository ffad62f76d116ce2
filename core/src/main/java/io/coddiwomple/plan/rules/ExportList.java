package io.coddiwomple.plan.rules;

import java.util.Set;
import java.util.TreeSet;

/** What the gateways of one cluster let in, from all its services. Owned by one thread. */
public final class ExportList {
    private final TreeSet<String> hosts = new TreeSet<>();
    private boolean routedBySni;
    private boolean rewritten;

    /** Lets calls through to a host that the gateway's control plane knows. */
    void letThrough(String host) {
        hosts.add(host);
    }

    /** Opens the gateway for VirtualServices that route by server name. */
    void routeBySni() {
        routedBySni = true;
    }

    /** Lets all global hosts in and has them rewritten to local ones. */
    void rewrite() {
        rewritten = true;
    }

    /** Hosts for AUTO_PASSTHROUGH, sorted. */
    public Set<String> hosts() {
        return hosts;
    }

    boolean isRoutedBySni() {
        return routedBySni;
    }

    boolean isRewritten() {
        return rewritten;
    }

    public boolean isEmpty() {
        return hosts.isEmpty() && !routedBySni && !rewritten;
    }
}

package io.coddiwomple.install;

import io.coddiwomple.model.Cidr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an address means to the DNS servers of a cluster, which are to ask there. */
final class ServerReach {
    private static final List<Cidr> ANY = ranges("0.0.0.0/8", "::/128");
    private static final List<Cidr> MANY = ranges("224.0.0.0/4", "255.255.255.255/32", "ff00::/8");
    /** IPv4's 169.254.0.0/16 needs no interface: what a node has there, its pods reach, as with NodeLocal DNSCache. */
    private static final List<Cidr> LINK = ranges("fe80::/10");

    private static final List<Cidr> LOOPBACK = ranges("127.0.0.0/8", "::1/128");

    private static final String INSTEAD = "; name one that pods reach, such as that of the Service before cw dns";

    private ServerReach() {}

    /**
     * What is wrong with a server whoever asks it, or null.
     *
     * @param kinds that would ask it
     */
    static @Nullable String fault(ServerAddress server, List<StubKind> kinds) {
        if (isIn(ANY, server)) {
            return "server " + server + " is no address that can be asked: it stands for all addresses of the machine"
                    + " that listens there" + INSTEAD;
        }
        if (isIn(MANY, server)) {
            return "server " + server + " is an address of many machines at once, and DNS asks one" + INSTEAD;
        }
        if (isIn(LINK, server)) {
            return "server " + server + " is link-local: it means nothing without an interface, and pods have others"
                    + " than the server" + INSTEAD;
        }
        if (isIn(LOOPBACK, server)
                && server.port() == ServerAddress.DNS
                && kinds.stream().anyMatch(ServerReach::isAtLoopback)) {
            return "server " + server
                    + " is the one that asks: at port 53 of its own loopback, the cluster's DNS would ask" + " itself"
                    + INSTEAD;
        }
        return null;
    }

    /**
     * Whether a server is in the pod, or on the node, of whatever asks it. That is right where one runs beside each of
     * them: as a container of the same pod, or on all nodes when the cluster's DNS is in the nodes' network. Nothing here
     * can tell, so it is for the user to know.
     */
    static boolean isBesideWhoAsks(ServerAddress server) {
        return isIn(LOOPBACK, server);
    }

    /** NodeLocal DNSCache binds two addresses of its own, and leaves port 53 of the node's loopback to others. */
    private static boolean isAtLoopback(StubKind kind) {
        return kind != StubKind.NODE_LOCAL_DNS;
    }

    private static boolean isIn(List<Cidr> ranges, ServerAddress server) {
        return ranges.stream().anyMatch(range -> range.contains(server.address()));
    }

    private static List<Cidr> ranges(String... texts) {
        return List.of(texts).stream()
                .map(text -> Cidr.parse(text).orElseThrow())
                .toList();
    }
}

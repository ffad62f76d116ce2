package io.coddiwomple.sandbox.netns;

import io.coddiwomple.sandbox.place.Placement.Forward;
import io.coddiwomple.sandbox.place.Placement.Target;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wires between all namespaces of a run: a router in a namespace of its own, a point-to-point link to each. Nothing
 * leads out of here. The clusters' networks are apart: a new connection to a pod of another cluster is refused, and only
 * the outer addresses, which lead to gateways, are reached from everywhere. The router also is every cluster's
 * kube-proxy. Methods may be called from any thread.
 */
final class Router implements AutoCloseable {
    private static final String ADDRESS = "169.254.1.1";

    /** What is refused is refused by a rule, which needs a route to get to it. */
    private static final List<String> NOWHERE = List.of(
            "link set lo up",
            "link add nowhere type veth peer name nothing",
            "link set nowhere up",
            "link set nothing up",
            "route add default dev nowhere");

    private static final String RULES = """
            *filter
            :CUT - [0:0]
            :OUTER - [0:0]
            :CLUSTERS - [0:0]
            :RESOLVERS - [0:0]
            -A INPUT -j CUT
            -A INPUT -i lo -j ACCEPT
            -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
            -A INPUT -j RESOLVERS
            -A INPUT -p tcp -j REJECT --reject-with tcp-reset
            -A INPUT -j REJECT
            -A OUTPUT -j CUT
            -A FORWARD -j CUT
            -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
            -A FORWARD -j OUTER
            -A FORWARD -j CLUSTERS
            -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
            -A FORWARD -j REJECT
            COMMIT
            *nat
            :OUTER - [0:0]
            :SERVICES - [0:0]
            :HAIRPIN - [0:0]
            :HAIRPINOUTER - [0:0]
            -A PREROUTING -j OUTER
            -A PREROUTING -j SERVICES
            -A POSTROUTING -j HAIRPIN
            -A POSTROUTING -j HAIRPINOUTER
            COMMIT
            """;

    private final NetNamespace namespace;
    private final Set<String> attached = ConcurrentHashMap.newKeySet();
    private SortedSet<String> cut = new TreeSet<>();

    private Router(NetNamespace namespace) {
        this.namespace = namespace;
    }

    static Router create(String name, SocketThread sockets) throws IOException {
        var router = new Router(NetNamespace.of(name, sockets));
        router.namespace.create();
        try {
            router.namespace.ip(NOWHERE);
            router.namespace.iptables(RULES);
            router.namespace.set("net.ipv4.ip_forward", "1");
            return router;
        } catch (IOException failed) {
            try {
                router.close();
            } catch (IOException stays) {
                failed.addSuppressed(stays);
            }
            throw failed;
        }
    }

    NetNamespace namespace() {
        return namespace;
    }

    /** Its pods reach each other and its resolver from now on. */
    void addCluster(int cluster) throws IOException {
        String network = Addresses.network(cluster);
        String resolver = Addresses.resolver(cluster);
        namespace.ip(List.of("address add " + resolver + "/32 dev lo"));
        namespace.iptables("""
                *filter
                -A CLUSTERS -s %1$s -d %1$s -j ACCEPT
                -A RESOLVERS -s %1$s -d %2$s -j ACCEPT
                COMMIT
                *nat
                :SERVICES%3$d - [0:0]
                :HAIRPIN%3$d - [0:0]
                -A SERVICES -s %1$s -j SERVICES%3$d
                -A HAIRPIN -s %1$s -d %1$s -j HAIRPIN%3$d
                COMMIT
                """.formatted(network, resolver, cluster));
    }

    /** Lays a link to a namespace that has none. */
    void attach(String link, NetNamespace pod, String address) throws IOException {
        namespace.ip(List.of(
                "link add " + link + " type veth peer name eth0 netns " + pod.name(),
                "address add " + ADDRESS + "/32 dev " + link,
                "link set " + link + " up",
                "route add " + address + "/32 dev " + link));
        pod.ip(List.of(
                "link set lo up",
                "address add " + address + "/32 dev eth0",
                "link set eth0 up",
                "route add " + ADDRESS + "/32 dev eth0 scope link",
                "route add default via " + ADDRESS + " dev eth0 src " + address));
        attached.add(link);
    }

    /** One that was laid in part goes with the namespace at its other end. */
    void detach(String link) throws IOException {
        if (attached.remove(link)) {
            namespace.ip(List.of("link delete " + link));
        }
        heal(link);
    }

    /** What kube-proxy does: a connection to a cluster IP goes to one of the targets, by chance; without any, it is refused. */
    void services(int cluster, List<Forward> forwards) throws IOException {
        String chain = "SERVICES" + cluster;
        String hairpin = "HAIRPIN" + cluster;
        var rules = new StringBuilder("*nat\n:" + chain + " - [0:0]\n:" + hairpin + " - [0:0]\n");
        var pods = new TreeSet<String>();
        for (Forward forward : forwards) {
            spread(rules, chain, forward.address(), forward.port(), forward.targets());
            forward.targets().forEach(target -> pods.add(target.address()));
        }
        hairpin(rules, hairpin, pods);
        namespace.iptables(rules.append("COMMIT\n").toString());
    }

    /** An address and a port that lead to gateways. */
    record OuterPort(String address, int port) implements Comparable<OuterPort> {
        @Override
        public int compareTo(OuterPort other) {
            int order = address.compareTo(other.address);
            return order == 0 ? Integer.compare(port, other.port) : order;
        }
    }

    /** Where outer addresses lead, from everywhere; replaces what was said before. */
    void outer(SortedMap<OuterPort, List<Target>> targets) throws IOException {
        var rules = new StringBuilder("*filter\n:OUTER - [0:0]\n");
        targets.forEach((from, to) ->
                rules.append("-A OUTER -p tcp -m conntrack --ctstate DNAT --ctorigdst %s --ctorigdstport %d -j ACCEPT\n"
                        .formatted(from.address(), from.port())));
        rules.append("COMMIT\n*nat\n:OUTER - [0:0]\n:HAIRPINOUTER - [0:0]\n");
        var gateways = new TreeSet<String>();
        targets.forEach((from, to) -> {
            spread(rules, "OUTER", from.address(), from.port(), to);
            to.forEach(target -> gateways.add(target.address()));
        });
        hairpin(rules, "HAIRPINOUTER", gateways);
        namespace.iptables(rules.append("COMMIT\n").toString());
    }

    private static void spread(StringBuilder rules, String chain, String address, int port, List<Target> targets) {
        for (int i = 0; i < targets.size(); i++) {
            rules.append("-A %s -d %s -p tcp --dport %d".formatted(chain, address, port));
            int left = targets.size() - i;
            if (left > 1) {
                rules.append(" -m statistic --mode random --probability ")
                        .append(String.format(Locale.ROOT, "%.10f", 1.0 / left));
            }
            Target target = targets.get(i);
            rules.append(" -j DNAT --to-destination %s:%d\n".formatted(target.address(), target.port()));
        }
    }

    /** A pod that reaches itself through another address must not see its own as the source. */
    private static void hairpin(StringBuilder rules, String chain, SortedSet<String> pods) {
        pods.forEach(pod -> rules.append("-A %1$s -s %2$s -d %2$s -j MASQUERADE\n".formatted(chain, pod)));
    }

    /** From now on nothing that comes or goes by the link arrives, and nobody is told: a node without power. */
    synchronized void cut(String link) throws IOException {
        var all = new TreeSet<>(cut);
        if (all.add(link)) {
            writeCut(all);
        }
    }

    synchronized void heal(String link) throws IOException {
        var all = new TreeSet<>(cut);
        if (all.remove(link)) {
            writeCut(all);
        }
    }

    private void writeCut(SortedSet<String> links) throws IOException {
        var rules = new StringBuilder("*filter\n:CUT - [0:0]\n");
        links.forEach(link -> rules.append("-A CUT -i %1$s -j DROP\n-A CUT -o %1$s -j DROP\n".formatted(link)));
        namespace.iptables(rules.append("COMMIT\n").toString());
        cut = links;
    }

    @Override
    public void close() throws IOException {
        namespace.close();
    }
}

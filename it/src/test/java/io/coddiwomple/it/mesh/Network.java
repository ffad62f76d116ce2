package io.coddiwomple.it.mesh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wires between all namespaces of a lab: one router in a namespace of its own, a point-to-point link to each. The
 * clusters' networks are apart: a new connection to an inner address of another cluster is refused, and only the outer
 * addresses, which gateways have, are reached from everywhere. The router also is every cluster's kube-proxy.
 */
final class Network {
    private static final String OUTER = "172.31.0.0/16";
    private static final String ROUTER_ADDRESS = "169.254.1.1";

    private final String prefix;
    private final NetNamespace router;
    private final Map<String, List<String>> links = new HashMap<>();
    private final Set<String> cut = new LinkedHashSet<>();
    private final List<NetNamespace> namespaces = new ArrayList<>();

    Network(String prefix, int clusters) {
        this.prefix = prefix;
        router = NetNamespace.create(prefix + "router");
        namespaces.add(router);
        router.set("net.ipv4.ip_forward", "1");
        router.iptables(filter(clusters));
    }

    /** Inner address of a cluster, counted from 1: the control plane, pods. */
    static String inner(int cluster, int host) {
        return "10." + cluster + "." + host / 250 + "." + (host % 250 + 1);
    }

    /** Outer address, for gateways only. */
    static String outer(int cluster, int host) {
        return "172.31." + cluster + "." + (host + 1);
    }

    /** ClusterIP. */
    static String virtual(int cluster, int service) {
        return "10." + (100 + cluster) + "." + service / 250 + "." + (service % 250 + 1);
    }

    static String virtualRange(int cluster) {
        return "10." + (100 + cluster) + ".0.0/16";
    }

    private static String innerRange(int cluster) {
        return "10." + cluster + ".0.0/16";
    }

    private static String filter(int clusters) {
        var rules = new StringBuilder();
        rules.append("*filter\n:CUT - [0:0]\n-A FORWARD -j CUT\n");
        rules.append("-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n");
        rules.append("-A FORWARD -d ").append(OUTER).append(" -j ACCEPT\n");
        for (int cluster = 1; cluster <= clusters; cluster++) {
            String range = innerRange(cluster);
            rules.append("-A FORWARD -s ")
                    .append(range)
                    .append(" -d ")
                    .append(range)
                    .append(" -j ACCEPT\n");
        }
        rules.append("-A FORWARD -p tcp -j REJECT --reject-with tcp-reset\n-A FORWARD -j REJECT\nCOMMIT\n*nat\n");
        for (int cluster = 1; cluster <= clusters; cluster++) {
            rules.append(":SERVICES").append(cluster).append(" - [0:0]\n-A PREROUTING -s ");
            rules.append(innerRange(cluster))
                    .append(" -j SERVICES")
                    .append(cluster)
                    .append('\n');
        }
        // A pod that reaches itself through a ClusterIP must not see its own address as the source.
        return rules.append(":HAIRPIN - [0:0]\n-A POSTROUTING -j HAIRPIN\nCOMMIT\n")
                .toString();
    }

    /** A new namespace with these addresses, the first of which is the source of what it sends. */
    synchronized NetNamespace attach(String name, List<String> addresses) {
        NetNamespace namespace = NetNamespace.create(prefix + name);
        namespaces.add(namespace);
        String link = "link" + links.size();
        links.put(namespace.name(), List.copyOf(addresses));
        var routes = new ArrayList<String>();
        routes.add("link add " + link + " type veth peer name eth0 netns " + namespace.name());
        routes.add("address add " + ROUTER_ADDRESS + "/32 dev " + link);
        routes.add("link set " + link + " up");
        addresses.forEach(address -> routes.add("route add " + address + "/32 dev " + link));
        router.ip(routes);

        var own = new ArrayList<String>();
        addresses.forEach(address -> own.add("address add " + address + "/32 dev eth0"));
        own.add("link set eth0 up");
        own.add("route add " + ROUTER_ADDRESS + "/32 dev eth0 scope link");
        own.add("route add default via " + ROUTER_ADDRESS + " dev eth0 src " + addresses.getFirst());
        namespace.ip(own);
        router.iptables(addresses.stream()
                .map(address -> "-A HAIRPIN -s %s -d %s -j MASQUERADE\n".formatted(address, address))
                .collect(java.util.stream.Collectors.joining("", "*nat\n", "COMMIT\n")));
        return namespace;
    }

    /** What kube-proxy does: a connection to a ClusterIP goes to one of the service's pods, by chance. */
    record Forward(String address, int port, List<String> targets) {}

    synchronized void services(int cluster, List<Forward> forwards) {
        var rules = new StringBuilder("*nat\n:SERVICES" + cluster + " - [0:0]\n");
        for (Forward forward : forwards) {
            List<String> targets = forward.targets();
            for (int i = 0; i < targets.size(); i++) {
                rules.append(
                        "-A SERVICES%d -d %s -p tcp --dport %d".formatted(cluster, forward.address(), forward.port()));
                int left = targets.size() - i;
                if (left > 1) {
                    rules.append(" -m statistic --mode random --probability ").append(1.0 / left);
                }
                rules.append(" -j DNAT --to-destination ")
                        .append(targets.get(i))
                        .append('\n');
            }
        }
        router.iptables(rules.append("COMMIT\n").toString());
    }

    /** From now on nothing reaches the namespace or leaves it, and nobody is told: a node without power. */
    synchronized void cutOff(NetNamespace namespace) {
        cut.add(namespace.name());
        writeCut();
    }

    synchronized void heal(NetNamespace namespace) {
        if (cut.remove(namespace.name())) {
            writeCut();
        }
    }

    private void writeCut() {
        var rules = new StringBuilder("*filter\n:CUT - [0:0]\n");
        for (String name : cut) {
            for (String address : links.getOrDefault(name, List.of())) {
                rules.append("-A CUT -s ").append(address).append(" -j DROP\n");
                rules.append("-A CUT -d ").append(address).append(" -j DROP\n");
            }
        }
        router.iptables(rules.append("COMMIT\n").toString());
    }

    /** All that were made here, the router first. */
    synchronized List<NetNamespace> namespaces() {
        return List.copyOf(namespaces);
    }
}

package io.coddiwomple.sandbox.netns;

import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.sandbox.place.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network namespace for each workload, wired by a router in a namespace of its own; the host's network has no part in
 * it. Addresses are real: a sidecar captures its application's traffic by iptables, cluster IPs and outer addresses lead
 * to pods, and clusters are apart by packet filter. A resolver for each cluster knows the names of its services and of
 * all gateways. Methods may be called from any thread, and workloads may be placed at the same time.
 */
public final class Namespaces implements Placement {
    private static final int LONGEST_NAME = 200;
    private static final String CLOSED = "these namespaces were closed";

    private final String prefix;
    private final Privilege privilege;
    private final SocketThread sockets;
    private final Router router;
    private final Gateways gateways;
    private final Object lock = new Object();
    private final Addresses addresses = new Addresses();
    private final Map<String, Network> clusters = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Placed> workloads = new LinkedHashSet<>();
    private int numbers;
    private int links;
    private boolean closed;

    /** A cluster's network. */
    private record Network(int number, Resolver resolver) {}

    private Namespaces(String prefix, Privilege privilege, SocketThread sockets, Router router) {
        this.prefix = prefix;
        this.privilege = privilege;
        this.sockets = sockets;
        this.router = router;
        gateways = new Gateways(router);
    }

    /**
     * Checks that all is there that namespaces need, and makes the router.
     *
     * @param run 1 to 8 small letters and digits, which no other run on this machine has at the same time
     * @param privilege what this process has; in a user namespace this is done once
     * @throws MissingRequirements when namespaces cannot be had here
     */
    public static Namespaces open(String run, Privilege privilege) throws IOException {
        String prefix = Leftovers.prefix(run);
        if (privilege == Privilege.USER_NAMESPACE) {
            OwnMounts.make();
        }
        List<String> left = Leftovers.of(run);
        if (!left.isEmpty()) {
            throw new IOException("run " + run + " has network namespaces already, such as " + left.getFirst()
                    + ": it runs, or it was killed and what it left has to be cleaned up first");
        }
        var sockets = new SocketThread("sandbox-sockets");
        try {
            Requirements.check(prefix + "check", new Capture(privilege), sockets);
            return new Namespaces(prefix, privilege, sockets, Router.create(prefix + "router", sockets));
        } catch (IOException | RuntimeException failed) {
            sockets.close();
            throw failed;
        }
    }

    /**
     * Removes what a run left behind whose process was killed: processes in its namespaces, the namespaces, their files.
     * When there is nothing, nothing happens, whoever calls.
     *
     * @return names of the namespaces that were removed
     */
    public static List<String> cleanUp(String run) throws IOException {
        List<String> left = Leftovers.of(run);
        Leftovers.remove(left);
        return left;
    }

    @Override
    public NamespaceSpot place(String cluster, String workload, Proxy.Role role, List<Outer> outer) throws IOException {
        Gateways.check(outer);
        Network network = network(cluster);
        Placed placed = take(network.number(), cluster + "-" + workload, outer);
        try {
            placed.namespace().create();
            placed.namespace().files(ResolverFiles.of(network.resolver().resolvConf()));
            if (role == Proxy.Role.SIDECAR) {
                placed.namespace().iptables(new Capture(privilege).rules());
            }
            router.attach(placed.link(), placed.namespace(), placed.address());
            if (!outer.isEmpty()) {
                gateways.add(placed);
                announceGateways();
            }
            if (!isPlaced(placed)) {
                throw new IllegalStateException(CLOSED);
            }
            return new NamespaceSpot(this, privilege, placed);
        } catch (IOException | RuntimeException failed) {
            try {
                remove(placed);
            } catch (IOException stays) {
                failed.addSuppressed(stays);
            }
            throw failed;
        }
    }

    private Placed take(int cluster, String wanted, List<Outer> outer) throws IOException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException(CLOSED);
            }
            String address = addresses.takePod(cluster);
            var namespace = NetNamespace.of(name(wanted), sockets);
            var placed = new Placed(cluster, namespace, address, "link" + ++links, List.copyOf(outer));
            workloads.add(placed);
            return placed;
        }
    }

    private Network network(String cluster) throws IOException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException(CLOSED);
            }
            Network known = clusters.get(cluster);
            if (known != null) {
                return known;
            }
            // One that cannot be had now may be tried again, with addresses of its own.
            int number = ++numbers;
            router.addCluster(number);
            var made = new Network(number, Resolver.start(Addresses.resolver(number), router.namespace()));
            made.resolver().gateways(gateways.names());
            clusters.put(cluster, made);
            return made;
        }
    }

    /** {@code cw-RUN-CLUSTER-WORKLOAD}, of letters that a shell takes as they are. */
    private String name(String wanted) {
        String all = prefix + wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
        String base = all.substring(0, Math.min(all.length(), LONGEST_NAME));
        String free = base;
        for (int i = 2; !names.add(free); i++) {
            free = base + "." + i;
        }
        return free;
    }

    private void announceGateways() {
        synchronized (lock) {
            SortedMap<String, IpAddress> all = gateways.names();
            clusters.values().forEach(network -> network.resolver().gateways(all));
        }
    }

    void giveBack(Placed placed) throws IOException {
        if (isPlaced(placed)) {
            remove(placed);
        }
    }

    private boolean isPlaced(Placed placed) {
        synchronized (lock) {
            return workloads.contains(placed);
        }
    }

    /** Removes whatever there is of it. */
    private void remove(Placed placed) throws IOException {
        synchronized (lock) {
            workloads.remove(placed);
        }
        try {
            if (!placed.outer().isEmpty()) {
                gateways.remove(placed);
            }
            router.detach(placed.link());
        } finally {
            placed.namespace().close();
        }
        synchronized (lock) {
            names.remove(placed.namespace().name());
            addresses.givePod(placed.cluster(), placed.address());
        }
    }

    void cutOff(Placed placed) throws IOException {
        if (isPlaced(placed)) {
            router.cut(placed.link());
        }
    }

    void reconnect(Placed placed) throws IOException {
        router.heal(placed.link());
    }

    @Override
    public void services(String cluster, List<Forward> forwards) throws IOException {
        Network network = network(cluster);
        var found = new TreeMap<String, IpAddress>();
        for (Forward forward : forwards) {
            IpAddress address = IpAddress.parse(forward.address())
                    .filter(IpAddress::isIpv4)
                    .orElseThrow(() ->
                            new IOException("service " + forward.name() + " has the cluster IP " + forward.address()
                                    + ", and only IPv4 addresses lead anywhere in the sandbox's namespaces"));
            found.put(forward.name().toLowerCase(Locale.ROOT), address);
        }
        synchronized (lock) {
            router.services(network.number(), forwards);
            network.resolver().services(found);
        }
    }

    /**
     * Further names that programs in a cluster's namespaces resolve, besides those of its services and of gateways;
     * replaces what was said before.
     *
     * @param data its serial number, its ttl and its own addresses are not used
     */
    @Override
    public void names(String cluster, ZoneData data) throws IOException {
        network(cluster).resolver().more(data);
    }

    @Override
    public List<String> dig(String cluster, String name) {
        synchronized (lock) {
            Network network = clusters.get(cluster);
            return network == null
                    ? List.of()
                    : privilege.byHand(
                            router.namespace().name(),
                            List.of("dig", "+short", "@" + network.resolver().address(), name));
        }
    }

    /** Who wants to see what passes here has tcpdump, as on any network. */
    @Override
    public Detour detour(String address, int port, Via via) {
        throw new UnsupportedOperationException("a network of its own needs no detour to be listened to");
    }

    @Override
    public boolean isolates() {
        return true;
    }

    @Override
    public void close() throws IOException {
        List<NetNamespace> all;
        List<Network> networks;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            all = new ArrayList<>(workloads.stream().map(Placed::namespace).toList());
            networks = List.copyOf(clusters.values());
            workloads.clear();
        }
        all.add(router.namespace());
        networks.forEach(network -> network.resolver().close());
        try {
            Leftovers.remove(all.stream().map(NetNamespace::name).toList());
        } finally {
            sockets.close();
        }
    }
}

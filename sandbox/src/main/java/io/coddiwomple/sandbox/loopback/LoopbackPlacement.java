package io.coddiwomple.sandbox.loopback;

import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.sandbox.place.Placement;
import io.coddiwomple.sandbox.place.Spot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Places on loopback. Guarded by itself. */
public final class LoopbackPlacement implements Placement {
    private static final int WORKLOADS_IN_A_ROW = 16;
    /** Not 53, which takes a privilege and is where resolvers of the machine may listen. */
    private static final int DNS = 15353;

    private final Ports ports;
    private final Map<String, Integer> next = new HashMap<>();
    /** What other clusters dial, by address and port. */
    private final Map<String, SortedMap<Integer, Way>> ways = new HashMap<>();

    private final Map<String, Map<String, Forward>> forwards = new HashMap<>();
    private final Map<String, ClusterDns> dns = new HashMap<>();
    private final Map<String, Target> detours = new HashMap<>();
    private final Rows rows = new Rows();

    /** @param ports which ones a program like this may have */
    public LoopbackPlacement(Ports ports) {
        this.ports = ports;
    }

    /** To a gateway of a cluster. */
    private record Way(String cluster, String pod, int listenerPort) {}

    /**
     * A place of 4,096 addresses; those of a cluster are next to each other. Of a cluster's gateways that share an outer
     * address and port the first is dialled.
     *
     * @throws IOException when none is left, or two clusters' gateways have the same outer address and port
     */
    @Override
    public synchronized Spot place(String cluster, String workload, Proxy.Role role, List<Outer> outer)
            throws IOException {
        Block block = block(cluster);
        for (Outer one : outer) {
            Way way = ways.computeIfAbsent(one.address(), _ -> new TreeMap<>())
                    .computeIfAbsent(one.port(), _ -> new Way(cluster, block.pod(), one.listenerPort()));
            if (!way.cluster.equals(cluster)) {
                throw new IOException("gateways of " + way.cluster + " and of " + cluster + " have the outer address "
                        + one.address() + ":" + one.port()
                        + ", so that it would lead to either: give each its own address or port");
            }
        }
        return new LoopbackSpot(this, cluster, block, ports);
    }

    /** The next one of a cluster; they are beside each other. */
    private Block block(String cluster) throws IOException {
        Integer ordinal = next.get(cluster);
        if (ordinal == null || ordinal % WORKLOADS_IN_A_ROW == 0) {
            ordinal = WORKLOADS_IN_A_ROW * rows.next();
        }
        next.put(cluster, ordinal + 1);
        return new Block(ordinal);
    }

    @Override
    public synchronized void services(String cluster, List<Forward> all) {
        Map<String, Forward> byPlace = new HashMap<>();
        for (Forward forward : all) {
            byPlace.put(forward.name() + ":" + forward.port(), forward);
            byPlace.put(forward.address() + ":" + forward.port(), forward);
        }
        forwards.put(cluster, Map.copyOf(byPlace));
    }

    @Override
    public synchronized void names(String cluster, ZoneData names) throws IOException {
        ClusterDns server = dns.get(cluster);
        if (server == null) {
            server = ClusterDns.at(block(cluster).pod(), DNS);
            dns.put(cluster, server);
        }
        server.names(names);
    }

    @Override
    public synchronized List<String> dig(String cluster, String name) {
        ClusterDns server = dns.get(cluster);
        if (server == null) {
            return List.of();
        }
        return List.of(
                "dig",
                "+short",
                "-p",
                Integer.toString(DNS),
                "@" + server.address().host(),
                name);
    }

    /** Where a connection to an address really goes, from inside a cluster. At least one, unless a service has no pods. */
    synchronized List<Target> targets(String cluster, String address, int port) {
        Target detour = detours.get(address + ":" + port);
        if (detour != null) {
            return List.of(detour);
        }
        SortedMap<Integer, Way> known = ways.get(address);
        if (known != null) {
            Way way = known.get(port);
            // Nothing leads out of here: what nobody has declared is the first gateway's to refuse.
            return List.of(
                    way == null
                            ? new Target(known.values().iterator().next().pod, ports.bindable(port))
                            : new Target(way.pod, ports.bindable(way.listenerPort)));
        }
        Forward forward = forwards.getOrDefault(cluster, Map.of()).get(address + ":" + port);
        return forward == null ? List.of(new Target(address, port)) : forward.targets();
    }

    @Override
    public synchronized Detour detour(String address, int port, Via via) throws IOException {
        Target direct = targets("", address, port).getFirst();
        InetSocketAddress instead =
                via.insteadOf(new InetSocketAddress(InetAddress.ofLiteral(direct.address()), direct.port()));
        detours.put(address + ":" + port, new Target(instead.getAddress().getHostAddress(), instead.getPort()));
        return () -> end(address, port);
    }

    private synchronized void end(String address, int port) {
        detours.remove(address + ":" + port);
    }

    @Override
    public boolean isolates() {
        return false;
    }

    @Override
    public synchronized void close() throws IOException {
        dns.values().forEach(ClusterDns::close);
        dns.clear();
        rows.close();
    }
}

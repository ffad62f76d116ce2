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

/** Places on loopback. Guarded by itself. */
public final class LoopbackPlacement implements Placement {
    private static final int WORKLOADS_IN_A_ROW = 16;
    /** Not 53, which takes a privilege and is where resolvers of the machine may listen. */
    private static final int DNS = 15353;

    private final Ports ports;
    private final Map<String, Integer> next = new HashMap<>();
    private final Map<String, Gateway> gateways = new HashMap<>();
    private final Map<String, Map<String, Forward>> forwards = new HashMap<>();
    private final Map<String, ClusterDns> dns = new HashMap<>();
    private final Map<String, Target> detours = new HashMap<>();
    private final Rows rows = new Rows();

    /** @param ports which ones a program like this may have */
    public LoopbackPlacement(Ports ports) {
        this.ports = ports;
    }

    /** Where a gateway listens, by the ports that others dial. */
    record Gateway(String pod, Map<Integer, Integer> listenerPorts) {}

    /** @return a place of 4,096 addresses; those of a cluster are next to each other */
    @Override
    public synchronized Spot place(String cluster, String workload, Proxy.Role role, List<Outer> outer)
            throws IOException {
        Block block = block(cluster);
        for (Outer one : outer) {
            gateways.computeIfAbsent(one.address(), _ -> new Gateway(block.pod(), new HashMap<>()))
                    .listenerPorts
                    .put(one.port(), one.listenerPort());
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
        Gateway gateway = gateways.get(address);
        if (gateway != null) {
            return List.of(new Target(gateway.pod, ports.bindable(gateway.listenerPorts.getOrDefault(port, port))));
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

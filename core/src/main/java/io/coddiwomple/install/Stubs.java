package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.plan.version.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which forms of a stub go with a cluster, and what is wrong with those that were asked for. */
public final class Stubs {
    private Stubs() {}

    /**
     * Everything wrong with a stub, one sentence each.
     *
     * @param cluster whose DNS it is for, or null for any
     * @param kinds that were asked for, none for all that fit
     */
    public static List<String> faults(Stub stub, @Nullable Cluster cluster, List<StubKind> kinds) {
        var faults = new ArrayList<String>();
        if (kinds.contains(StubKind.AGENT) && cluster != null && !Feature.AGENT_DNS.in(cluster.istio())) {
            faults.add("the agent of Istio " + cluster.istio() + ", which cluster " + cluster.name()
                    + " has, answers no DNS: that came with " + Feature.AGENT_DNS.since()
                    + "; tell the cluster's own DNS instead, with --kind " + StubKind.COREDNS.word() + " or "
                    + StubKind.KUBE_DNS.word());
        }
        if (stub.servers().isEmpty() && (kinds.isEmpty() || kinds.stream().anyMatch(StubKind::needsServer))) {
            faults.add(
                    "name the server that answers for ." + stub.suffix() + " with --server IP[:PORT]: the address of cw"
                            + " dns, or of Istio's CoreDNS before Istio 1.8, as pods reach it; only --kind "
                            + StubKind.AGENT.word() + " needs none");
        }
        if (stub.grpcServers().isEmpty() && kinds.contains(StubKind.COREDNS_GRPC)) {
            faults.add("--kind " + StubKind.COREDNS_GRPC.word()
                    + " needs --grpc-server IP:PORT, where cw dns listens with" + " --grpc-listen");
        }
        List<StubKind> printed = kinds.isEmpty() ? fitting(stub, cluster) : kinds;
        for (ServerAddress server : servers(stub)) {
            String fault = ServerReach.fault(
                    server,
                    printed.stream()
                            .filter(kind -> asked(stub, kind).contains(server))
                            .toList());
            if (fault != null) {
                faults.add(fault);
            } else if (ReverseZones.holds(stub.pool(), server.address())) {
                faults.add(
                        "server " + server + " is in the federation's pool of virtual addresses, where nothing listens;"
                                + " name an address that pods reach without a proxy");
            }
        }
        return faults;
    }

    /** What may be right, and is not in most clusters, one sentence each. */
    public static List<String> warnings(Stub stub) {
        return servers(stub).stream()
                .filter(ServerReach::isBesideWhoAsks)
                .map(server -> "server " + server + " is in the pod of each DNS server that asks it, or on its node:"
                        + " right only where cw dns runs there too, as a container of the same pod, or on every node"
                        + " when the cluster's DNS uses the nodes' network, as NodeLocal DNSCache does")
                .toList();
    }

    private static List<ServerAddress> servers(Stub stub) {
        return Stream.concat(stub.servers().stream(), stub.grpcServers().stream())
                .distinct()
                .toList();
    }

    /** The servers that a form sends queries to. */
    private static List<ServerAddress> asked(Stub stub, StubKind kind) {
        return kind == StubKind.COREDNS_GRPC ? stub.grpcServers() : kind.needsServer() ? stub.servers() : List.of();
    }

    /** The forms that a cluster may need, the best first. */
    public static List<StubKind> fitting(Stub stub, @Nullable Cluster cluster) {
        var kinds = new ArrayList<StubKind>();
        for (StubKind kind : StubKind.values()) {
            boolean fits = switch (kind) {
                case AGENT -> cluster == null || Feature.AGENT_DNS.in(cluster.istio());
                case COREDNS_GRPC -> !stub.grpcServers().isEmpty();
                case COREDNS, COREDNS_CUSTOM, COREDNS_PROXY, KUBE_DNS, NODE_LOCAL_DNS -> true;
            };
            if (fits) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}

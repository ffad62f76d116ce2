package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.plan.version.Feature;
import java.util.ArrayList;
import java.util.List;
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
        var all = new ArrayList<>(stub.servers());
        all.addAll(stub.grpcServers());
        for (ServerAddress server : all) {
            if (ReverseZones.holds(stub.pool(), server.address())) {
                faults.add(
                        "server " + server + " is in the federation's pool of virtual addresses, where nothing listens;"
                                + " name an address that pods reach without a proxy");
            }
        }
        return faults;
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

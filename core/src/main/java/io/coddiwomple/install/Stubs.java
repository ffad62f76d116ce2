package io.coddiwomple.install;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which forms of a stub go with its clusters, and what is wrong with those that were asked for. */
public final class Stubs {
    private Stubs() {}

    /**
     * Everything wrong with a stub, one sentence each.
     *
     * @param kinds that were asked for, none for all that fit
     */
    public static List<String> faults(Stub stub, List<StubKind> kinds) {
        var faults = new ArrayList<String>();
        OldAgents old = OldAgents.of(stub.clusters());
        if (kinds.contains(StubKind.AGENT) && old.all()) {
            faults.add(old.fault());
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
        if (kinds.contains(StubKind.KUBE_DNS)) {
            portsBesideIpv6(stub)
                    .forEach(server -> faults.add("kube-dns does not start with server " + server
                            + ", for its dnsmasq takes no port beside an IPv6 address; let it answer at port 53, or at an"
                            + " IPv4 address"));
        }
        List<StubKind> printed = kinds.isEmpty() ? fitting(stub) : kinds;
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

    /** What is printed all the same and may not be what is meant, one sentence each. */
    public static List<String> warnings(Stub stub, List<StubKind> kinds) {
        var warnings = new ArrayList<String>();
        OldAgents old = OldAgents.of(stub.clusters());
        // Without a kind, what they need is printed below the agent's form.
        if (kinds.contains(StubKind.AGENT) && !old.clusters().isEmpty()) {
            warnings.add(old.warning());
        }
        List<StubKind> printed = kinds.isEmpty() ? fitting(stub) : kinds;
        unused("--server", !stub.servers().isEmpty(), StubKind::needsServer, printed, warnings);
        unused("--grpc-server", !stub.grpcServers().isEmpty(), StubKind::needsGrpcServer, printed, warnings);
        unused("--reverse", stub.reverse(), kind -> kind != StubKind.AGENT, printed, warnings);
        if (printed.contains(StubKind.NODE_LOCAL_DNS)) {
            portsBesideIpv6(stub)
                    .forEach(server -> warnings.add("kube-dns does not start with server " + server
                            + ", for its dnsmasq takes no port beside an IPv6 address: "
                            + (kinds.isEmpty() ? "its form is left out, and " : "")
                            + "that of NodeLocal DNSCache, a ConfigMap which both read, is for clusters without it"));
        }
        servers(stub).stream()
                .filter(ServerReach::isBesideWhoAsks)
                .forEach(
                        server -> warnings.add(
                                "server " + server + " is in the pod of each DNS server that asks it, or"
                                        + " on its node: right only where cw dns runs there too, as a container of the same pod, or on"
                                        + " every node when the cluster's DNS uses the nodes' network, as NodeLocal DNSCache does"));
        return warnings;
    }

    /** Warns of an option that was given and that no form reads. */
    private static void unused(
            String option, boolean given, Predicate<StubKind> reads, List<StubKind> printed, List<String> warnings) {
        if (given && printed.stream().noneMatch(reads)) {
            warnings.add(option + " is not used: it is for --kind "
                    + Arrays.stream(StubKind.values())
                            .filter(reads)
                            .map(StubKind::word)
                            .collect(Collectors.joining(", ")));
        }
    }

    private static List<ServerAddress> servers(Stub stub) {
        return Stream.concat(stub.servers().stream(), stub.grpcServers().stream())
                .distinct()
                .toList();
    }

    /**
     * The servers that kube-dns cannot be told of: it makes {@code [fd00::35]#1053} of them (kubernetes/dns
     * pkg/dnsmasq/nanny.go munge), which dnsmasq up to 2.90 refuses, and ends.
     */
    private static List<ServerAddress> portsBesideIpv6(Stub stub) {
        return stub.servers().stream()
                .filter(server -> !server.address().isIpv4() && server.port() != ServerAddress.DNS)
                .toList();
    }

    /** The servers that a form sends queries to. */
    private static List<ServerAddress> asked(Stub stub, StubKind kind) {
        return kind.needsGrpcServer() ? stub.grpcServers() : kind.needsServer() ? stub.servers() : List.of();
    }

    /** The forms that its clusters may need, the best first. */
    public static List<StubKind> fitting(Stub stub) {
        var kinds = new ArrayList<StubKind>();
        for (StubKind kind : StubKind.values()) {
            boolean fits = switch (kind) {
                case AGENT -> !OldAgents.of(stub.clusters()).all();
                case COREDNS_GRPC -> !stub.grpcServers().isEmpty();
                case KUBE_DNS -> portsBesideIpv6(stub).isEmpty();
                case COREDNS, COREDNS_CUSTOM, COREDNS_PROXY, NODE_LOCAL_DNS -> true;
            };
            if (fits) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}

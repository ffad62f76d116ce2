package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Foreign;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.HashSet;
import java.util.Set;

/** Finds objects that a cluster already has and that would work against ours. */
final class ForeignCheck {
    private final Federation federation;
    private final Problems problems;
    private final Set<String> hosts = new HashSet<>();

    private ForeignCheck(Federation federation, Problems problems) {
        this.federation = federation;
        this.problems = problems;
        federation.services().forEach(service -> hosts.addAll(service.hosts()));
    }

    static void check(Federation federation, Problems problems) {
        if (!federation.foreign().isEmpty()) {
            var check = new ForeignCheck(federation, problems);
            federation.foreign().forEach(check::check);
        }
    }

    private void check(Foreign object) {
        Cluster cluster = federation.cluster(object.cluster());
        if (cluster == null) {
            return;
        }
        switch (object) {
            case Foreign.GatewayObject gateway -> gateway(cluster, gateway);
            case Foreign.Policy policy -> policy(policy);
            case Foreign.SidecarObject sidecar -> sidecar(cluster, sidecar);
        }
    }

    private void gateway(Cluster cluster, Foreign.GatewayObject object) {
        for (Gateway gateway : cluster.gateways()) {
            boolean samePods =
                    gateway.selector().entrySet().containsAll(object.selector().entrySet());
            for (Foreign.Server server : object.servers()) {
                boolean wide = server.hosts().stream().anyMatch(host -> isWide(host, cluster));
                if (samePods
                        && wide
                        && server.port() == gateway.listenerPort()
                        && server.mode().equals("AUTO_PASSTHROUGH")) {
                    problems.add(
                            Code.WIDE_GATEWAY,
                            object.place(),
                            "Gateway " + object.namespace() + "/" + object.name() + " in cluster " + cluster.name()
                                    + " already lets other clusters in to " + String.join(", ", server.hosts())
                                    + " at port " + server.port()
                                    + " of the same pods, so what cw does not export can be reached all the same; remove it,"
                                    + " or list exact hosts in it");
                    return;
                }
            }
        }
    }

    private static boolean isWide(String host, Cluster cluster) {
        return host.startsWith("*") && ("." + cluster.clusterDomain()).endsWith(host.substring(1));
    }

    private void policy(Foreign.Policy policy) {
        for (String host : policy.hosts()) {
            boolean ours = hosts.contains(host)
                    || (host.startsWith("*.") && hosts.stream().anyMatch(known -> known.endsWith(host.substring(1))));
            if (ours) {
                problems.add(
                        Code.COMPETING_POLICY,
                        policy.place(),
                        policy.kind() + " " + policy.namespace() + "/" + policy.name() + " in cluster "
                                + policy.cluster() + " speaks of " + host
                                + ", for which cw generates one: in its own namespace it wins and the mutual TLS and"
                                + " failover of cw's are lost; remove it and use traffic.trafficPolicy, or traffic.retries:"
                                + " none for a VirtualService of your own");
                return;
            }
        }
    }

    private void sidecar(Cluster cluster, Foreign.SidecarObject sidecar) {
        String home = federation.namespace();
        boolean sees = sidecar.egressHosts().isEmpty()
                || sidecar.egressHosts().stream()
                        .anyMatch(host -> host.startsWith("*/") || host.startsWith(home + "/"));
        if (!sees) {
            boolean mesh = sidecar.wholeNamespace() && sidecar.namespace().equals(cluster.istioNamespace());
            problems.add(
                    Code.HIDING_SIDECAR,
                    sidecar.place(),
                    "Sidecar " + sidecar.namespace() + "/" + sidecar.name() + " in cluster " + cluster.name()
                            + " hides namespace " + home + " from "
                            + (mesh ? "all namespaces without a Sidecar of their own" : "proxies in its namespace")
                            + ", so they cannot call global hosts; add \"" + home + "/*\" to its egress hosts");
        }
    }
}

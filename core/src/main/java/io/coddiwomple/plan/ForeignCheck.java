package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Foreign;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds objects that a cluster already has and that would work against ours. */
final class ForeignCheck {
    private final Federation federation;
    private final Problems problems;
    private final Set<String> hosts = new HashSet<>();
    /** By cluster and a space, local hosts for which subsets are planned. */
    private final Set<String> divided = new HashSet<>();

    private ForeignCheck(Federation federation, Problems problems) {
        this.federation = federation;
        this.problems = problems;
        for (GlobalService service : federation.services()) {
            hosts.addAll(service.hosts());
            if (!service.traffic().subsets().isEmpty()) {
                service.backends()
                        .forEach(backend -> divided.add(
                                backend.cluster() + " " + backend.service().fqdn()));
            }
        }
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
            case Foreign.GatewayObject _, Foreign.Other _ -> {
                // Depend on what the plan holds: see WideGateways and TakenNames.
            }
            case Foreign.Policy policy -> policy(policy);
            case Foreign.SidecarObject sidecar -> sidecar(cluster, sidecar);
        }
    }

    private void policy(Foreign.Policy policy) {
        for (String host : policy.hosts()) {
            if (hosts.contains(host) || covers(policy, host)) {
                problems.add(
                        Code.COMPETING_POLICY,
                        policy.place(),
                        policy.kind() + " " + policy.namespace() + "/" + policy.name() + " in cluster "
                                + policy.cluster() + " speaks of " + host + ", for which cw generates one. "
                                + effect(policy));
                return;
            }
        }
        if (policy.kind().equals("DestinationRule")) {
            subsets(policy);
        }
    }

    /** An entry with a wildcard gives way to one with the host itself. */
    private boolean covers(Foreign.Policy policy, String host) {
        return host.startsWith("*.")
                && !policy.kind().equals("ServiceEntry")
                && hosts.stream().anyMatch(known -> known.endsWith(host.substring(1)));
    }

    /** A rule in the service's own namespace comes before one in the mesh's root namespace. */
    private void subsets(Foreign.Policy policy) {
        Cluster cluster = federation.cluster(policy.cluster());
        for (String host : policy.hosts()) {
            String full = host.indexOf('.') >= 0 || cluster == null
                    ? host
                    : host + "." + policy.namespace() + ".svc." + cluster.clusterDomain();
            if (divided.contains(policy.cluster() + " " + full)) {
                problems.add(
                        Code.COMPETING_POLICY,
                        policy.place(),
                        "DestinationRule " + policy.namespace() + "/" + policy.name() + " in cluster "
                                + policy.cluster() + " speaks of " + full + ", whose subsets cw defines too. Where it"
                                + " comes before cw's, calls from the same cluster to a subset that it lacks fail; give"
                                + " it the same subsets");
            }
        }
    }

    /** Tried on Istio 1.31 with each of the namespaces. */
    private String effect(Foreign.Policy policy) {
        String inItsNamespace = "For callers in namespace " + policy.namespace() + " it replaces cw's";
        boolean isPrivate = policy.exportTo().equals(List.of("."));
        boolean isOurs = policy.namespace().equals(federation.namespace());
        return switch (policy.kind()) {
            case "ServiceEntry" ->
                (isOurs ? "The older of the two counts" : inItsNamespace)
                        + (isOurs || isPrivate ? "" : ", for all others the older of the two counts")
                        + ", and calls go where it says; remove it";
            case "VirtualService" ->
                (isPrivate ? inItsNamespace : "The older of the two replaces the other as a whole")
                        + ", retries in other clusters included; remove it, or keep it and set traffic.retries: none";
            default ->
                (isOurs ? "The older of the two counts, for all callers" : inItsNamespace)
                        + ", and without the same tls settings every call to another cluster fails; remove it, and say"
                        + " what it says in traffic.trafficPolicy";
        };
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

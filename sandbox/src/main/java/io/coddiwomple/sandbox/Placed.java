package io.coddiwomple.sandbox;

import io.coddiwomple.envoy.Pod;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.blueprint.Workload;
import io.coddiwomple.sandbox.place.Placement;
import io.coddiwomple.sandbox.place.Spot;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A workload that has its place.
 *
 * @param node the name by which its proxy is known
 * @param identity its SPIFFE ID
 */
record Placed(String cluster, Workload workload, Spot spot, Proxy proxy, String node, String identity) {
    /** What injection adds to pods that have a sidecar. */
    private static final Map<String, String> INJECTED = Map.of("security.istio.io/tlsMode", "istio");

    static Placed in(ClusterBlueprint cluster, Workload workload, Placement placement) throws IOException {
        boolean gateway = workload.kind() == Workload.Kind.GATEWAY;
        Spot spot = placement.place(
                cluster.name(), workload.name(), gateway ? Proxy.Role.GATEWAY : Proxy.Role.SIDECAR, workload.outer());
        Map<String, String> labels = new HashMap<>(workload.labels());
        labels.putAll(INJECTED);
        var pod = new Pod(
                workload.name(),
                workload.namespace(),
                workload.serviceAccount(),
                spot.address(),
                workload.locality(),
                labels);
        Proxy proxy = gateway ? Proxy.gateway(pod) : Proxy.sidecar(pod);
        return new Placed(
                cluster.name(),
                workload,
                spot,
                proxy,
                proxy.node(cluster.domain()),
                workload.identity(cluster.trustDomain()));
    }

    /** {@code <cluster>/<workload>}. */
    String name() {
        return cluster + "/" + workload.name();
    }
}

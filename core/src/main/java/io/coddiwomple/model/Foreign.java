package io.coddiwomple.model;

import io.coddiwomple.problem.Place;
import java.util.List;
import java.util.SortedMap;

/** An Istio object that a cluster already has and that is not ours: read for findings only. */
public sealed interface Foreign {
    String cluster();

    String kind();

    String namespace();

    String name();

    Place place();

    /** A Gateway object. */
    record GatewayObject(
            String cluster,
            String namespace,
            String name,
            SortedMap<String, String> selector,
            List<Server> servers,
            Place place)
            implements Foreign {
        @Override
        public String kind() {
            return "Gateway";
        }
    }

    /**
     * A server of a Gateway object.
     *
     * @param port 1 to 65535
     * @param mode the TLS mode, empty for none
     * @param hosts without a {@code namespace/} in front
     */
    record Server(int port, String mode, List<String> hosts) {}

    /**
     * What says something of hosts.
     *
     * @param kind {@code ServiceEntry}, {@code VirtualService} or {@code DestinationRule}
     * @param hosts that it speaks of
     * @param exportTo empty for everywhere
     */
    record Policy(
            String cluster,
            String kind,
            String namespace,
            String name,
            List<String> hosts,
            List<String> exportTo,
            Place place)
            implements Foreign {}

    /**
     * A Sidecar.
     *
     * @param wholeNamespace whether it has no workload selector
     * @param egressHosts {@code namespace/host} patterns of all its egress listeners
     */
    record SidecarObject(
            String cluster,
            String namespace,
            String name,
            boolean wholeNamespace,
            List<String> egressHosts,
            Place place)
            implements Foreign {
        @Override
        public String kind() {
            return "Sidecar";
        }
    }

    /** What matters by its name alone. */
    record Other(String cluster, String kind, String namespace, String name, Place place) implements Foreign {}
}

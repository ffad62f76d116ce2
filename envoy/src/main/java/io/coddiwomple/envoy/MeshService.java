package io.coddiwomple.envoy;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A host that proxies can call: a Kubernetes Service, or one host of a ServiceEntry.
 *
 * @param exportTo namespaces that see it, empty for all
 * @param addresses virtual addresses, may be empty
 * @param external outside of the mesh, so never spoken to by mutual TLS unless a rule says so
 * @param kubernetes whether it is a Service
 * @param dns whether its endpoints are names that the proxy looks up
 * @param identities SPIFFE identities of its workloads; empty when they are not known
 */
record MeshService(
        String host,
        String namespace,
        List<String> exportTo,
        List<String> addresses,
        boolean external,
        boolean kubernetes,
        boolean dns,
        List<Port> ports,
        List<Endpoint> endpoints,
        SortedSet<String> identities) {

    record Port(String name, int number, Protocol protocol) {}

    /**
     * @param port name of the service's port that it belongs to
     * @param number where it listens
     * @param tls whether it says of itself that it speaks Istio's mutual TLS
     */
    record Endpoint(String port, String address, int number, Map<String, String> labels, Place place, boolean tls) {}

    boolean visibleIn(String viewer) {
        return visible(exportTo, namespace, viewer);
    }

    /** Whether something exported to these namespaces from one is seen in another. */
    static boolean visible(List<String> exportTo, String home, String viewer) {
        if (exportTo.isEmpty() || exportTo.contains("*")) {
            return true;
        }
        return exportTo.contains(viewer) || exportTo.contains(".") && home.equals(viewer);
    }

    @Nullable Port port(int number) {
        for (Port port : ports) {
            if (port.number == number) {
                return port;
            }
        }
        return null;
    }

    /** Endpoints of a port that have all these labels. */
    List<Endpoint> endpoints(Port port, Map<String, String> labels) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.port.equals(port.name)
                        && endpoint.labels.entrySet().containsAll(labels.entrySet()))
                .toList();
    }
}

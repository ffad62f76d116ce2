package io.coddiwomple.envoy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return isPublic(exportTo) || viewers(exportTo, home).contains(viewer);
    }

    /** Whether there may be a namespace that sees both of two things with these homes. */
    static boolean meet(List<String> exportTo, String home, List<String> otherExportTo, String otherHome) {
        if (isPublic(exportTo) || isPublic(otherExportTo)) {
            return true;
        }
        Set<String> viewers = viewers(exportTo, home);
        viewers.retainAll(viewers(otherExportTo, otherHome));
        return !viewers.isEmpty();
    }

    private static boolean isPublic(List<String> exportTo) {
        return exportTo.isEmpty() || exportTo.contains("*");
    }

    private static Set<String> viewers(List<String> exportTo, String home) {
        Set<String> viewers = new HashSet<>(exportTo);
        if (viewers.remove(".")) {
            viewers.add(home);
        }
        return viewers;
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

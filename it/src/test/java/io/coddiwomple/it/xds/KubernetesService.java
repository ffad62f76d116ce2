package io.coddiwomple.it.xds;

import java.util.function.Predicate;

/** The API server's own Service, which it makes by itself and our mesh does not have. */
final class KubernetesService {
    private static final String HOST = "kubernetes.default.svc.cluster.local";

    private KubernetesService() {}

    static Served without(Served served) {
        Predicate<String> others = name -> !name.endsWith(HOST);
        return new Served(
                served.listeners().stream()
                        .filter(listener -> !listener.getName().equals("10.96.0.1_443"))
                        .toList(),
                served.routes(),
                served.clusters().stream()
                        .filter(cluster -> others.test(cluster.getName()))
                        .toList(),
                served.endpoints().stream()
                        .filter(assignment -> others.test(assignment.getClusterName()))
                        .toList());
    }
}

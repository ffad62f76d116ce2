package io.coddiwomple.it.mesh;

import java.util.List;

/**
 * Finds out when all proxies of a cluster have what was applied: an entry of its own is applied last, and when a proxy
 * has that one and warms no cluster any more, it has what came before.
 */
final class Settling {
    static final String NAMESPACE = "cw-lab";
    private static final String ADDRESS = "241.0.0.1";
    private static final int FIRST_PORT = 1000;

    private int round;

    /** @return the port that marks this round */
    int mark(KubeApi api) {
        round++;
        int port = FIRST_PORT + round;
        api.apply(KubeObject.split("""
                        apiVersion: networking.istio.io/v1
                        kind: ServiceEntry
                        metadata: {name: settled, namespace: %s}
                        spec:
                          hosts: [settled.lab]
                          addresses: ["%s"]
                          location: MESH_EXTERNAL
                          resolution: STATIC
                          ports: [{number: %d, name: tcp, protocol: TCP}]
                          endpoints: [{address: 192.0.2.1}]
                        """.formatted(NAMESPACE, ADDRESS, port)).getFirst());
        return port;
    }

    static void await(List<Pod> pods, int port) {
        for (Pod pod : pods) {
            pod.proxy().await("the configuration of round " + port, () -> has(pod, port) && !warming(pod));
        }
    }

    private static boolean has(Pod pod, int port) {
        if (pod.plan().role() == Blueprint.Role.GATEWAY) {
            return pod.proxy().admin("/clusters").contains("outbound|" + port + "||settled.lab::");
        }
        return pod.proxy().admin("/listeners").contains(ADDRESS + "_" + port);
    }

    private static boolean warming(Pod pod) {
        return pod.proxy()
                .admin("/config_dump?resource=dynamic_warming_clusters")
                .contains("version_info");
    }
}

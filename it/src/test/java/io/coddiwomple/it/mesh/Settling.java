package io.coddiwomple.it.mesh;

import java.util.List;

/**
 * Finds out when all proxies of a cluster have what was applied: two objects of its own are applied last, an entry for
 * sidecars and a Gateway for gateways. When a proxy listens for them and warms no cluster any more, it has what came
 * before: listeners are the last that istiod sends it. The names go to the agent beside it, at their own pace.
 */
final class Settling {
    static final String NAMESPACE = "cw-lab";
    /** Label of all gateways. */
    static final String GATEWAY = "cw-lab-gateway";

    private static final String ADDRESS = "241.0.0.1";
    private static final int FIRST_PORT = 20000;

    private int round;

    /** @return the port that marks this round */
    int mark(KubeApi api) {
        round++;
        int port = FIRST_PORT + round;
        KubeObject.split("""
                        apiVersion: networking.istio.io/v1
                        kind: ServiceEntry
                        metadata: {name: settled, namespace: %1$s}
                        spec:
                          hosts: [settled-%3$d.lab]
                          addresses: ["%2$s"]
                          location: MESH_EXTERNAL
                          resolution: STATIC
                          ports: [{number: %3$d, name: tcp, protocol: TCP}]
                          endpoints: [{address: 192.0.2.1}]
                        ---
                        apiVersion: networking.istio.io/v1
                        kind: Gateway
                        metadata: {name: settled, namespace: %1$s}
                        spec:
                          selector: {%4$s: "yes"}
                          servers: [{port: {number: %3$d, name: http, protocol: HTTP}, hosts: [settled.lab]}]
                        """.formatted(NAMESPACE, ADDRESS, port, GATEWAY)).forEach(api::apply);
        return port;
    }

    static void await(List<Pod> pods, int port) {
        for (Pod pod : pods) {
            pod.proxy()
                    .await(
                            "the configuration of round " + port,
                            () -> has(pod, port) && !warming(pod) && knows(pod, port));
        }
    }

    private static boolean has(Pod pod, int port) {
        String address = pod.plan().role() == Blueprint.Role.GATEWAY ? "0.0.0.0" : ADDRESS;
        return pod.proxy().admin("/listeners").contains(address + "_" + port);
    }

    private static boolean knows(Pod pod, int port) {
        return pod.plan().role() == Blueprint.Role.GATEWAY
                || !Caller.in(pod).resolve("settled-" + port + ".lab").isEmpty();
    }

    private static boolean warming(Pod pod) {
        return pod.proxy()
                .admin("/config_dump?resource=dynamic_warming_clusters")
                .contains("version_info");
    }
}

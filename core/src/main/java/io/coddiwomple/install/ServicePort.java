package io.coddiwomple.install;

import io.coddiwomple.resource.Fields;

/**
 * A port of a gateway's Kubernetes Service.
 *
 * @param port that others dial
 * @param targetPort at which the pods listen
 * @param nodePort on every node, or 0 for any or none
 */
record ServicePort(String name, int port, int targetPort, int nodePort) {
    /** The range that Kubernetes takes node ports from unless told otherwise. */
    private static final int FIRST_NODE_PORT = 30000;

    private static final int LAST_NODE_PORT = 32767;

    static ServicePort of(String name, int port, int targetPort) {
        return new ServicePort(name, port, targetPort, 0);
    }

    /** A port that other clusters dial: at a load balancer, or at the nodes where its number is one of theirs. */
    static ServicePort dialled(String name, int port, int targetPort) {
        boolean atNodes = port >= FIRST_NODE_PORT && port <= LAST_NODE_PORT;
        return new ServicePort(name, port, targetPort, atNodes ? port : 0);
    }

    Fields tree() {
        Fields.Builder tree =
                Fields.builder().put("name", name).put("port", port).put("targetPort", targetPort);
        return nodePort == 0 ? tree.build() : tree.put("nodePort", nodePort).build();
    }
}

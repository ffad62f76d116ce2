package io.coddiwomple.envoy;

import java.util.List;
import java.util.Map;

/**
 * A Kubernetes Service with a cluster IP.
 *
 * @param clusterIp its virtual address
 * @param selector labels of its pods, which are those of its namespace that have them all
 */
public record KubeService(
        String name, String namespace, String clusterIp, Map<String, String> selector, List<ServicePort> ports) {
    public KubeService {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    /**
     * A port of the service.
     *
     * @param number 1 to 65535, that clients call
     * @param targetPort 1 to 65535, that pods listen on
     * @param protocol as {@code appProtocol} says it, such as {@code http}, {@code grpc}, {@code tcp} or {@code tls}
     */
    public record ServicePort(String name, int number, int targetPort, String protocol) {}
}

package io.coddiwomple.envoy;

import java.util.Map;

/**
 * A running pod, whether it has a sidecar or not.
 *
 * @param address its IP address
 * @param locality {@code region[/zone[/subzone]]} of its node, empty when the node has no topology labels
 * @param labels of the pod; one with a sidecar has {@code security.istio.io/tlsMode: istio}, as injection writes it
 */
public record Pod(
        String name,
        String namespace,
        String serviceAccount,
        String address,
        String locality,
        Map<String, String> labels) {
    public Pod {
        labels = Map.copyOf(labels);
    }
}

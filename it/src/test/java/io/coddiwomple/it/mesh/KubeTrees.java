package io.coddiwomple.it.mesh;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kubernetes objects as a user, a scheduler, a kubelet and the controllers would write them. */
public final class KubeTrees {
    private static final Gson JSON = new Gson();
    private static final List<String> TOPOLOGY =
            List.of("topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone");

    private KubeTrees() {}

    /** @param protocol as {@code appProtocol} says it */
    public record Port(String name, int number, int targetPort, String protocol) {}

    /** A ready pod behind a service. */
    public record Endpoint(String pod, String address, String node) {}

    public static Map<String, Object> namespace(String name) {
        return object("v1", "Namespace", "", name, Map.of(), Map.of());
    }

    /** @param locality {@code region[/zone[/subzone]]}, or empty for a node without such labels */
    public static Map<String, Object> node(String name, String locality) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (!locality.isEmpty()) {
            String[] parts = locality.split("/", -1);
            for (int i = 0; i < parts.length; i++) {
                labels.put(TOPOLOGY.get(i), parts[i]);
            }
        }
        return object("v1", "Node", "", name, labels, Map.of());
    }

    public static Map<String, Object> serviceAccount(String namespace, String name) {
        return object("v1", "ServiceAccount", namespace, name, Map.of(), Map.of());
    }

    /** With its status, which the server takes only where it is reported. */
    public static Map<String, Object> pod(
            String namespace, String name, Map<String, String> labels, String account, String node, String address) {
        return object(
                "v1",
                "Pod",
                namespace,
                name,
                labels,
                Map.of(
                        "spec",
                        Map.of(
                                "nodeName",
                                node,
                                "serviceAccountName",
                                account,
                                "containers",
                                List.of(Map.of("name", "app", "image", "app"))),
                        "status",
                        Map.of(
                                "phase",
                                "Running",
                                "podIP",
                                address,
                                "podIPs",
                                List.of(Map.of("ip", address)),
                                "conditions",
                                List.of(Map.of("type", "Ready", "status", "True")))));
    }

    public static Map<String, Object> service(
            String namespace, String name, String clusterIp, Map<String, String> selector, List<Port> ports) {
        List<Map<String, Object>> trees = new ArrayList<>();
        for (Port port : ports) {
            trees.add(Map.of(
                    "name", port.name,
                    "port", port.number,
                    "targetPort", port.targetPort,
                    "protocol", "TCP",
                    "appProtocol", port.protocol));
        }
        return object(
                "v1",
                "Service",
                namespace,
                name,
                Map.of(),
                Map.of("spec", Map.of("clusterIP", clusterIp, "selector", selector, "ports", trees)));
    }

    public static Map<String, Object> endpoints(
            String namespace, String service, List<Port> ports, List<Endpoint> ready) {
        List<Map<String, Object>> endpoints = new ArrayList<>();
        for (Endpoint endpoint : ready) {
            endpoints.add(Map.of(
                    "addresses", List.of(endpoint.address),
                    "conditions", Map.of("ready", true),
                    "nodeName", endpoint.node,
                    "targetRef", Map.of("kind", "Pod", "name", endpoint.pod, "namespace", namespace)));
        }
        List<Map<String, Object>> trees = new ArrayList<>();
        for (Port port : ports) {
            trees.add(Map.of(
                    "name", port.name,
                    "port", port.targetPort,
                    "protocol", "TCP",
                    "appProtocol", port.protocol));
        }
        return object(
                "discovery.k8s.io/v1",
                "EndpointSlice",
                namespace,
                service + "-1",
                Map.of("kubernetes.io/service-name", service),
                Map.of("addressType", "IPv4", "endpoints", endpoints, "ports", trees));
    }

    private static Map<String, Object> object(
            String apiVersion,
            String kind,
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, ?> content) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.putAll(content);
        return object;
    }

    /** A stream of documents. */
    public static String text(Iterable<Map<String, Object>> objects) {
        var text = new StringBuilder();
        objects.forEach(
                object -> text.append("---\n").append(JSON.toJson(object)).append('\n'));
        return text.toString();
    }
}

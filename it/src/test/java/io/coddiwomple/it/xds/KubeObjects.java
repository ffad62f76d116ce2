package io.coddiwomple.it.xds;

import com.google.gson.Gson;
import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.envoy.Mesh;
import io.coddiwomple.envoy.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A mesh's Services and pods as the Kubernetes objects that istiod reads. */
final class KubeObjects {
    private static final Gson JSON = new Gson();

    private KubeObjects() {}

    /** Namespaces and nodes first; a stream of documents. */
    static String of(Mesh mesh) {
        List<Map<String, Object>> all = new ArrayList<>();
        var namespaces = new TreeSet<>(List.of("istio-system"));
        var nodes = new TreeSet<String>();
        mesh.pods().forEach(pod -> {
            namespaces.add(pod.namespace());
            nodes.add(pod.locality());
        });
        mesh.services().forEach(service -> namespaces.add(service.namespace()));
        mesh.resources().forEach(resource -> namespaces.add(resource.namespace()));
        namespaces.remove("");
        namespaces.forEach(name -> all.add(object("v1", "Namespace", "", name, Map.of(), Map.of())));
        nodes.forEach(place -> all.add(node(place)));
        mesh.pods().stream()
                .map(pod -> object("v1", "ServiceAccount", pod.namespace(), pod.serviceAccount(), Map.of(), Map.of()))
                .distinct()
                .forEach(all::add);
        mesh.pods().forEach(pod -> all.add(pod(pod)));
        for (KubeService service : mesh.services()) {
            all.add(service(service));
            all.add(endpoints(service, mesh));
        }
        var text = new StringBuilder();
        all.forEach(object -> text.append("---\n").append(JSON.toJson(object)).append('\n'));
        return text.toString();
    }

    private static Map<String, Object> node(String place) {
        String[] parts = place.split("/", -1);
        return object(
                "v1",
                "Node",
                "",
                nodeName(place),
                Map.of("topology.kubernetes.io/region", parts[0], "topology.kubernetes.io/zone", parts[1]),
                Map.of());
    }

    private static String nodeName(String place) {
        return "node-" + place.replace('/', '-');
    }

    private static Map<String, Object> pod(Pod pod) {
        Map<String, Object> pods = object(
                "v1",
                "Pod",
                pod.namespace(),
                pod.name(),
                pod.labels(),
                Map.of(
                        "spec",
                        Map.of(
                                "nodeName", nodeName(pod.locality()),
                                "serviceAccountName", pod.serviceAccount(),
                                "containers", List.of(Map.of("name", "app", "image", "app"))),
                        "status",
                        Map.of(
                                "phase", "Running",
                                "podIP", pod.address(),
                                "podIPs", List.of(Map.of("ip", pod.address())),
                                "conditions", List.of(Map.of("type", "Ready", "status", "True")))));
        return pods;
    }

    private static Map<String, Object> service(KubeService service) {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (KubeService.ServicePort port : service.ports()) {
            ports.add(Map.of(
                    "name", port.name(),
                    "port", port.number(),
                    "targetPort", port.targetPort(),
                    "protocol", "TCP",
                    "appProtocol", port.protocol()));
        }
        return object(
                "v1",
                "Service",
                service.namespace(),
                service.name(),
                Map.of(),
                Map.of(
                        "spec",
                        Map.of("clusterIP", service.clusterIp(), "selector", service.selector(), "ports", ports)));
    }

    private static Map<String, Object> endpoints(KubeService service, Mesh mesh) {
        List<Map<String, Object>> endpoints = new ArrayList<>();
        for (Pod pod : mesh.pods()) {
            if (pod.namespace().equals(service.namespace())
                    && pod.labels().entrySet().containsAll(service.selector().entrySet())) {
                endpoints.add(Map.of(
                        "addresses", List.of(pod.address()),
                        "conditions", Map.of("ready", true),
                        "nodeName", nodeName(pod.locality()),
                        "targetRef", Map.of("kind", "Pod", "name", pod.name(), "namespace", pod.namespace())));
            }
        }
        List<Map<String, Object>> ports = new ArrayList<>();
        for (KubeService.ServicePort port : service.ports()) {
            ports.add(Map.of(
                    "name", port.name(),
                    "port", port.targetPort(),
                    "protocol", "TCP",
                    "appProtocol", port.protocol()));
        }
        return object(
                "discovery.k8s.io/v1",
                "EndpointSlice",
                service.namespace(),
                service.name() + "-1",
                Map.of("kubernetes.io/service-name", service.name()),
                Map.of("addressType", "IPv4", "endpoints", endpoints, "ports", ports));
    }

    private static Map<String, Object> object(
            String apiVersion,
            String kind,
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, ?> content) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("labels", labels);
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.putAll(content);
        return object;
    }
}

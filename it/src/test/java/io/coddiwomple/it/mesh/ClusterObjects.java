package io.coddiwomple.it.mesh;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The objects that a scheduler, a kubelet and the controllers would write: nodes, pods with status, endpoints. */
final class ClusterObjects {
    private static final Gson JSON = new Gson();

    private ClusterObjects() {}

    static void write(KubeApi api, Blueprint blueprint, List<Pod> pods, Map<String, String> serviceAddresses) {
        var namespaces = new TreeSet<>(List.of("istio-system", Settling.NAMESPACE));
        pods.forEach(pod -> namespaces.add(pod.plan().namespace()));
        blueprint.services().forEach(service -> namespaces.add(service.namespace()));
        var all = new ArrayList<Map<String, Object>>();
        namespaces.forEach(name -> all.add(object("v1", "Namespace", "", name, Map.of(), Map.of())));
        blueprint.nodes().forEach(node -> all.add(object("v1", "Node", "", node.name(), topology(node), Map.of())));
        record Account(String namespace, String name) {}
        pods.stream()
                .map(pod -> new Account(pod.plan().namespace(), pod.plan().serviceAccount()))
                .distinct()
                .forEach(account -> all.add(
                        object("v1", "ServiceAccount", account.namespace(), account.name(), Map.of(), Map.of())));
        pods.forEach(pod -> all.add(pod(pod)));
        for (Blueprint.ServicePlan service : blueprint.services()) {
            all.add(service(service, serviceAddresses.getOrDefault(key(service), "")));
            all.add(endpoints(service, pods));
        }
        all.forEach(object -> api.apply(kubeObject(object)));
        pods.forEach(pod -> api.applyStatus(kubeObject(status(pod))));
    }

    /** Makes these pods the endpoints of all services that select them. */
    static void writeEndpoints(KubeApi api, Blueprint blueprint, List<Pod> ready) {
        blueprint.services().forEach(service -> api.apply(kubeObject(endpoints(service, ready))));
    }

    static String key(Blueprint.ServicePlan service) {
        return service.name() + "." + service.namespace();
    }

    static List<Pod> selected(Blueprint.ServicePlan service, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.plan().namespace().equals(service.namespace())
                        && pod.plan()
                                .labels()
                                .entrySet()
                                .containsAll(service.selector().entrySet()))
                .toList();
    }

    private static Map<String, String> topology(Blueprint.Node node) {
        if (node.locality().isEmpty()) {
            return Map.of();
        }
        int slash = node.locality().indexOf('/');
        return Map.of(
                "topology.kubernetes.io/region",
                node.locality().substring(0, slash),
                "topology.kubernetes.io/zone",
                node.locality().substring(slash + 1));
    }

    private static Map<String, Object> pod(Pod pod) {
        return object(
                "v1",
                "Pod",
                pod.plan().namespace(),
                pod.plan().name(),
                pod.labels(),
                Map.of(
                        "spec",
                        Map.of(
                                "nodeName",
                                pod.plan().node(),
                                "serviceAccountName",
                                pod.plan().serviceAccount(),
                                "containers",
                                List.of(Map.of("name", "app", "image", "lab")))));
    }

    private static Map<String, Object> status(Pod pod) {
        return object(
                "v1",
                "Pod",
                pod.plan().namespace(),
                pod.plan().name(),
                Map.of(),
                Map.of(
                        "status",
                        Map.of(
                                "phase",
                                "Running",
                                "podIP",
                                pod.address(),
                                "podIPs",
                                List.of(Map.of("ip", pod.address())),
                                "conditions",
                                List.of(Map.of("type", "Ready", "status", "True")))));
    }

    private static Map<String, Object> service(Blueprint.ServicePlan service, String address) {
        var ports = new ArrayList<Map<String, Object>>();
        for (Blueprint.PortPlan port : service.ports()) {
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
                Map.of("spec", Map.of("clusterIP", address, "selector", service.selector(), "ports", ports)));
    }

    private static Map<String, Object> endpoints(Blueprint.ServicePlan service, List<Pod> pods) {
        var endpoints = new ArrayList<Map<String, Object>>();
        for (Pod pod : selected(service, pods)) {
            endpoints.add(Map.of(
                    "addresses",
                    List.of(pod.address()),
                    "conditions",
                    Map.of("ready", true),
                    "nodeName",
                    pod.plan().node(),
                    "targetRef",
                    Map.of(
                            "kind", "Pod",
                            "name", pod.plan().name(),
                            "namespace", pod.plan().namespace())));
        }
        var ports = new ArrayList<Map<String, Object>>();
        for (Blueprint.PortPlan port : service.ports()) {
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
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.putAll(content);
        return object;
    }

    private static KubeObject kubeObject(Map<String, Object> object) {
        return KubeObject.split(JSON.toJson(object)).getFirst();
    }
}

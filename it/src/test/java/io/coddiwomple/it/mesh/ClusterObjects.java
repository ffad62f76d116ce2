package io.coddiwomple.it.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The objects of a blueprint: nodes, pods with status, services with endpoints. */
final class ClusterObjects {
    private ClusterObjects() {}

    static void write(KubeApi api, Blueprint blueprint, List<Pod> pods, Map<String, String> serviceAddresses) {
        var namespaces = new TreeSet<>(List.of("istio-system", Settling.NAMESPACE));
        pods.forEach(pod -> namespaces.add(pod.plan().namespace()));
        blueprint.services().forEach(service -> namespaces.add(service.namespace()));
        var all = new ArrayList<Map<String, Object>>();
        namespaces.forEach(name -> all.add(KubeTrees.namespace(name)));
        blueprint.nodes().forEach(node -> all.add(KubeTrees.node(node.name(), node.locality())));
        pods.stream()
                .map(pod -> KubeTrees.serviceAccount(
                        pod.plan().namespace(), pod.plan().serviceAccount()))
                .distinct()
                .forEach(all::add);
        pods.forEach(pod -> all.add(pod(pod)));
        for (Blueprint.ServicePlan service : blueprint.services()) {
            all.add(KubeTrees.service(
                    service.namespace(),
                    service.name(),
                    serviceAddresses.getOrDefault(key(service), ""),
                    service.selector(),
                    ports(service)));
            all.add(endpoints(service, pods));
        }
        apply(api, all);
    }

    /** Makes these pods the endpoints of all services that select them. */
    static void writeEndpoints(KubeApi api, Blueprint blueprint, List<Pod> ready) {
        apply(
                api,
                blueprint.services().stream()
                        .map(service -> endpoints(service, ready))
                        .toList());
    }

    private static void apply(KubeApi api, List<Map<String, Object>> objects) {
        KubeObject.split(KubeTrees.text(objects)).forEach(api::applyWithStatus);
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

    private static Map<String, Object> pod(Pod pod) {
        Blueprint.PodPlan plan = pod.plan();
        return KubeTrees.pod(
                plan.namespace(), plan.name(), pod.labels(), plan.serviceAccount(), plan.node(), pod.address());
    }

    private static Map<String, Object> endpoints(Blueprint.ServicePlan service, List<Pod> pods) {
        List<KubeTrees.Endpoint> ready = selected(service, pods).stream()
                .map(pod -> new KubeTrees.Endpoint(
                        pod.plan().name(), pod.address(), pod.plan().node()))
                .toList();
        return KubeTrees.endpoints(service.namespace(), service.name(), ports(service), ready);
    }

    private static List<KubeTrees.Port> ports(Blueprint.ServicePlan service) {
        return service.ports().stream()
                .map(port -> new KubeTrees.Port(port.name(), port.number(), port.targetPort(), port.protocol()))
                .toList();
    }
}

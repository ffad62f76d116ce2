package io.coddiwomple.it.xds;

import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.envoy.Mesh;
import io.coddiwomple.envoy.Pod;
import io.coddiwomple.it.mesh.KubeTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A mesh's Services and pods as the Kubernetes objects that istiod reads. */
final class KubeObjects {
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
        namespaces.forEach(name -> all.add(KubeTrees.namespace(name)));
        nodes.forEach(place -> all.add(KubeTrees.node(nodeName(place), place)));
        mesh.pods().stream()
                .map(pod -> KubeTrees.serviceAccount(pod.namespace(), pod.serviceAccount()))
                .distinct()
                .forEach(all::add);
        mesh.pods()
                .forEach(pod -> all.add(KubeTrees.pod(
                        pod.namespace(),
                        pod.name(),
                        pod.labels(),
                        pod.serviceAccount(),
                        nodeName(pod.locality()),
                        pod.address())));
        for (KubeService service : mesh.services()) {
            List<KubeTrees.Port> ports = service.ports().stream()
                    .map(port -> new KubeTrees.Port(port.name(), port.number(), port.targetPort(), port.protocol()))
                    .toList();
            all.add(KubeTrees.service(
                    service.namespace(), service.name(), service.clusterIp(), service.selector(), ports));
            all.add(KubeTrees.endpoints(service.namespace(), service.name(), ports, ready(service, mesh)));
        }
        return KubeTrees.text(all);
    }

    private static String nodeName(String place) {
        return "node-" + (place.isEmpty() ? "nowhere" : place.replace('/', '-'));
    }

    private static List<KubeTrees.Endpoint> ready(KubeService service, Mesh mesh) {
        List<KubeTrees.Endpoint> ready = new ArrayList<>();
        for (Pod pod : mesh.pods()) {
            if (pod.namespace().equals(service.namespace())
                    && pod.labels().entrySet().containsAll(service.selector().entrySet())) {
                ready.add(new KubeTrees.Endpoint(pod.name(), pod.address(), nodeName(pod.locality())));
            }
        }
        return ready;
    }
}

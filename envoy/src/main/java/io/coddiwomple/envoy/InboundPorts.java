package io.coddiwomple.envoy;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ports of a pod that services of the mesh lead to. */
record InboundPorts(SortedMap<Integer, Target> byPort) {

    /**
     * @param servicePort number that clients call
     */
    record Target(MeshService service, MeshService.Port servicePort) {}

    /** Where several services share a port of the pod, the first by name decides, as istiod has it. */
    static InboundPorts of(Pod pod, List<KubeService> services, Scope scope, String domain) {
        SortedMap<Integer, Target> byPort = new TreeMap<>();
        for (KubeService service : services) {
            if (!Services.selects(service, pod)) {
                continue;
            }
            MeshService known = scope.service(service.name() + "." + service.namespace() + ".svc." + domain);
            if (known == null) {
                continue;
            }
            for (KubeService.ServicePort port : service.ports()) {
                MeshService.Port servicePort = known.port(port.number());
                if (servicePort != null) {
                    byPort.putIfAbsent(port.targetPort(), new Target(known, servicePort));
                }
            }
        }
        return new InboundPorts(java.util.Collections.unmodifiableSortedMap(byPort));
    }
}

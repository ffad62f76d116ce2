package io.coddiwomple.sandbox.blueprint;

import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.ServiceName;
import io.coddiwomple.model.Subset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Kubernetes service that serves one or more global services in a cluster. Owned by one thread. */
final class Served {
    private static final String APP = "app";
    private static final int LOWEST_PORT = 1024;
    private static final int MOVED_BY = 8000;

    private final ServiceName name;
    private final SortedMap<Integer, String> protocols = new TreeMap<>();
    private final Set<Map<String, String>> subsets = new LinkedHashSet<>();
    private String account;

    private Served(ServiceName name) {
        this.name = name;
        this.account = name.name();
    }

    /** All that a cluster serves, by name. */
    static List<Served> in(Cluster cluster, List<GlobalService> services) {
        SortedMap<ServiceName, Served> byName = new TreeMap<>();
        for (GlobalService service : services) {
            Backend backend = service.backendIn(cluster.name());
            if (backend != null) {
                byName.computeIfAbsent(backend.service(), Served::new).add(service, backend);
            }
        }
        return List.copyOf(byName.values());
    }

    private void add(GlobalService service, Backend backend) {
        for (Port port : service.ports()) {
            Integer number = backend.ports().get(port.name());
            if (number != null) {
                protocols.putIfAbsent(number, port.protocol().istioName().toLowerCase(Locale.ROOT));
            }
        }
        for (Subset subset : service.traffic().subsets()) {
            subsets.add(Map.copyOf(subset.labels()));
        }
        for (String identity : backend.identities()) {
            account = identity.substring(identity.lastIndexOf('/') + 1);
        }
    }

    ServiceName name() {
        return name;
    }

    KubeService service(String address) {
        List<KubeService.ServicePort> ports = new ArrayList<>();
        protocols.forEach((number, protocol) ->
                ports.add(new KubeService.ServicePort(protocol + "-" + number, number, target(number), protocol)));
        return new KubeService(name.name(), name.namespace(), address, Map.of(APP, name.name()), ports);
    }

    /** A pod that is in no subset, and one of each. */
    List<Map<String, String>> podLabels() {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(Map.of());
        all.addAll(subsets);
        return all;
    }

    String podName(Map<String, String> labels) {
        return labels.isEmpty() ? name.name() : name.name() + "-" + String.join("-", new TreeMap<>(labels).values());
    }

    Workload workload(
            String workloadName, Workload.Kind kind, String locality, Map<String, String> labels, String asks) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(APP, name.name());
        List<Workload.AppPort> ports = new ArrayList<>();
        protocols.forEach((number, protocol) -> ports.add(new Workload.AppPort(target(number), protocol)));
        return new Workload(kind, workloadName, name.namespace(), account, locality, all, ports, List.of(), asks);
    }

    /** The pod's port: the service's own, unless only a privileged program could listen on it. */
    private static int target(int number) {
        return number < LOWEST_PORT ? number + MOVED_BY : number;
    }
}

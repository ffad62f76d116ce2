package io.coddiwomple.sandbox.blueprint;

import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.ServiceName;
import io.coddiwomple.sandbox.place.Placement.Outer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a federation needs around it to be tried: for each cluster its gateways, a pod behind every service that it serves
 * and one for each subset, and a client in every namespace that may call.
 */
public final class Blueprints {
    private static final int EGRESS_PORT = 15443;
    private static final String CLIENT = "shell";

    private final Federation federation;
    private final Map<String, Workload.Kind> kinds;

    private Blueprints(Federation federation, Map<String, Workload.Kind> kinds) {
        this.federation = federation;
        this.kinds = kinds;
    }

    /**
     * A blueprint for each cluster, in the federation's order.
     *
     * @param kinds of application by the name of the Kubernetes service that it is behind; others echo
     */
    public static List<ClusterBlueprint> of(Federation federation, Map<String, Workload.Kind> kinds) {
        var blueprints = new Blueprints(federation, kinds);
        var all = new ArrayList<ClusterBlueprint>();
        for (Cluster cluster : federation.clusters()) {
            all.add(blueprints.of(cluster, all.size()));
        }
        return List.copyOf(all);
    }

    private ClusterBlueprint of(Cluster cluster, int number) {
        var workloads = new ArrayList<Workload>();
        var services = new ArrayList<KubeService>();
        var addresses = new ClusterIps(number);
        var names = new TreeSet<String>();
        gateways(cluster).forEach((labels, gateway) -> workloads.add(gateway(cluster, gateway, names)));
        if (cluster.egress() != null) {
            ServiceName service = cluster.egress().service();
            workloads.add(new Workload(
                    Workload.Kind.GATEWAY,
                    unique(service.name(), names),
                    service.namespace(),
                    service.name(),
                    locality(cluster),
                    cluster.egress().selector(),
                    List.of(),
                    List.of(),
                    ""));
            services.add(new KubeService(
                    service.name(),
                    service.namespace(),
                    addresses.next(),
                    cluster.egress().selector(),
                    List.of(new KubeService.ServicePort("tls", EGRESS_PORT, EGRESS_PORT, "tls"))));
        }
        for (Served served : Served.in(cluster, federation.services())) {
            services.add(served.service(addresses.next()));
            for (Map<String, String> labels : served.podLabels()) {
                Workload.Kind kind = kinds.getOrDefault(served.name().name(), Workload.Kind.ECHO);
                workloads.add(served.workload(
                        unique(served.podName(labels), names),
                        kind,
                        locality(cluster),
                        labels,
                        kind == Workload.Kind.GREETER ? namer() : ""));
            }
        }
        for (String namespace : clientNamespaces(cluster)) {
            workloads.add(new Workload(
                    Workload.Kind.SHELL,
                    unique(namespace.equals("default") ? CLIENT : CLIENT + "-" + namespace, names),
                    namespace,
                    CLIENT,
                    locality(cluster),
                    Map.of("app", CLIENT),
                    List.of(),
                    List.of(),
                    ""));
        }
        return new ClusterBlueprint(
                cluster.name(),
                cluster.clusterDomain(),
                cluster.trustDomain(),
                List.copyOf(cluster.trustDomainAliases()),
                cluster.istioNamespace(),
                ClusterBlueprint.COMMON_ROOT,
                workloads,
                services);
    }

    /** Those with the same pods are one, with several addresses. */
    private static Map<String, List<Gateway>> gateways(Cluster cluster) {
        Map<String, List<Gateway>> byPods = new LinkedHashMap<>();
        for (Gateway gateway : cluster.gateways()) {
            byPods.computeIfAbsent(gateway.namespace() + gateway.selector(), _ -> new ArrayList<>())
                    .add(gateway);
        }
        return byPods;
    }

    private Workload gateway(Cluster cluster, List<Gateway> gateways, SortedSet<String> names) {
        Gateway first = gateways.getFirst();
        return new Workload(
                Workload.Kind.GATEWAY,
                unique("gateway", names),
                first.namespace(),
                "gateway",
                locality(cluster),
                first.selector(),
                List.of(),
                gateways.stream().flatMap(this::outer).toList(),
                "");
    }

    /** Its own port, and those of all services, at which shape {@code ingress} has it listen. */
    private Stream<Outer> outer(Gateway gateway) {
        Stream<Outer> own = Stream.of(new Outer(gateway.address(), gateway.port(), gateway.listenerPort()));
        Stream<Outer> services = federation.services().stream()
                .flatMap(service -> service.ports().stream())
                .map(Port::number)
                .distinct()
                .filter(port -> port != gateway.port())
                .map(port -> new Outer(gateway.address(), port, port));
        return Stream.concat(own, services);
    }

    /** Where namers are asked: the first global service that has one behind it; empty when none has. */
    private String namer() {
        for (GlobalService service : federation.services()) {
            for (Backend backend : service.backends()) {
                if (kinds.get(backend.service().name()) == Workload.Kind.NAMER) {
                    return "http://" + service.hosts().getFirst() + ":"
                            + service.ports().getFirst().number() + "/";
                }
            }
        }
        return "";
    }

    private SortedSet<String> clientNamespaces(Cluster cluster) {
        var namespaces = new TreeSet<>(List.of("default"));
        for (GlobalService service : federation.services()) {
            if (service.clients().clusters().contains(cluster.name())) {
                namespaces.addAll(service.clients().namespaces().names());
            }
        }
        return namespaces;
    }

    private static String locality(Cluster cluster) {
        return cluster.localities().isEmpty()
                ? ""
                : cluster.localities().getFirst().toString();
    }

    private static String unique(String wanted, SortedSet<String> names) {
        String name = wanted;
        for (int number = 2; !names.add(name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    /** Addresses of a cluster's services, which mean something in that cluster only. */
    private static final class ClusterIps {
        private static final int A_BYTE = 250;

        private final int cluster;
        private int given;

        ClusterIps(int cluster) {
            this.cluster = cluster;
        }

        String next() {
            given++;
            return "10." + (100 + cluster % 100) + "." + given / A_BYTE + "." + (given % A_BYTE + 1);
        }
    }
}

package io.coddiwomple.it.xds;

import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.envoy.Mesh;
import io.coddiwomple.envoy.Pod;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.envoy.World;
import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Locality;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.ServiceName;
import io.coddiwomple.resource.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What might run in a cluster of a federation: the Services that its backends name, with pods on nodes in its
 * localities, some without a sidecar and some services without a pod; clients in two namespaces; its gateways.
 */
final class Population {
    private static final String TLS_MODE = "security.istio.io/tlsMode";
    private static final int MOST_PODS = 3;
    private static final int MOST_SERVER_PROXIES = 2;

    private final Federation federation;
    private final Cluster cluster;
    private final Random random;
    private final List<String> places;
    private final List<KubeService> services = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<Proxy> clients = new ArrayList<>();
    private final List<Proxy> gateways = new ArrayList<>();

    private Population(Federation federation, Cluster cluster, Random random) {
        this.federation = federation;
        this.cluster = cluster;
        this.random = random;
        places = places(cluster);
    }

    /** The same for equal arguments and a random in the same state. */
    static World of(Federation federation, Cluster cluster, List<Manifest> manifests, Random random) {
        var population = new Population(federation, cluster, random);
        population.addClients();
        population.addBackends();
        population.addGateways();
        return new World(
                new Mesh(
                        cluster.clusterDomain(),
                        cluster.trustDomain(),
                        List.copyOf(cluster.trustDomainAliases()),
                        cluster.istioNamespace(),
                        population.services,
                        population.pods,
                        manifests),
                List.copyOf(population.clients),
                List.copyOf(population.gateways));
    }

    /** Of nodes; {@code cw} need not know of all, and some have no labels. */
    private static List<String> places(Cluster cluster) {
        List<String> places = new ArrayList<>();
        for (Locality locality : cluster.localities()) {
            if (locality.zone().isEmpty()) {
                places.add(locality.region() + "/a");
                places.add(locality.region() + "/b/rack-1");
            } else {
                places.add(locality.toString());
            }
        }
        if (places.isEmpty()) {
            places.add("");
            places.add("eu/a");
        }
        return places;
    }

    private void addClients() {
        List<String> namespaces = new ArrayList<>(List.of("foo", "bar", "shop"));
        namespaces.remove(random.nextInt(namespaces.size()));
        for (String namespace : namespaces) {
            clients.add(Proxy.sidecar(pod("client", namespace, "client", Map.of("app", "client"), true)));
        }
    }

    private void addBackends() {
        SortedMap<ServiceName, SortedMap<Integer, Port>> ports = new TreeMap<>();
        for (GlobalService service : federation.services()) {
            Backend backend = service.backendIn(cluster.name());
            if (backend != null && backend.service().domain().equals(cluster.clusterDomain())) {
                for (Port port : service.ports()) {
                    Integer number = backend.ports().get(port.name());
                    if (number != null) {
                        ports.computeIfAbsent(backend.service(), _ -> new TreeMap<>())
                                .putIfAbsent(number, port);
                    }
                }
            }
        }
        ports.forEach(this::addBackend);
    }

    private void addBackend(ServiceName name, SortedMap<Integer, Port> ports) {
        int moved = random.nextBoolean() ? 0 : 10_000;
        List<KubeService.ServicePort> servicePorts = new ArrayList<>();
        ports.forEach((number, port) -> servicePorts.add(new KubeService.ServicePort(
                "p" + number,
                number,
                number + moved,
                port.protocol().istioName().toLowerCase(Locale.ROOT))));
        addService(name.name(), name.namespace(), Map.of("app", name.name()), servicePorts);
        if (chance(10)) {
            addService(name.name() + "-again", name.namespace(), Map.of("app", name.name()), servicePorts);
        }
        int count = chance(10) ? 0 : 1 + random.nextInt(MOST_PODS);
        for (int i = 0; i < count; i++) {
            boolean sidecar = chance(75);
            Pod pod = pod(
                    name.name() + "-" + i,
                    name.namespace(),
                    chance(50) ? "default" : name.name(),
                    Map.of("app", name.name(), "version", chance(50) ? "v1" : "v2"),
                    sidecar);
            if (sidecar && clients.size() < 2 + MOST_SERVER_PROXIES) {
                clients.add(Proxy.sidecar(pod));
            }
        }
    }

    private void addGateways() {
        for (Gateway gateway : cluster.gateways()) {
            addGateway(gateway.namespace(), gateway.selector());
            if (chance(50)) {
                addService(
                        "gateways-" + services.size(),
                        gateway.namespace(),
                        gateway.selector(),
                        List.of(tls(gateway.listenerPort())));
            }
        }
        Egress egress = cluster.egress();
        if (egress != null) {
            addGateway(egress.service().namespace(), egress.selector());
            addService(egress.service().name(), egress.service().namespace(), egress.selector(), List.of(tls(15443)));
        }
    }

    private static KubeService.ServicePort tls(int number) {
        return new KubeService.ServicePort("tls", number, number, "tls");
    }

    private void addGateway(String namespace, Map<String, String> selector) {
        boolean there = gateways.stream()
                .map(Proxy::pod)
                .anyMatch(pod -> pod.namespace().equals(namespace)
                        && pod.labels().entrySet().containsAll(selector.entrySet()));
        if (!there) {
            gateways.add(Proxy.gateway(pod("gateway-" + gateways.size(), namespace, "gateway", selector, true)));
        }
    }

    private void addService(
            String name, String namespace, Map<String, String> selector, List<KubeService.ServicePort> ports) {
        services.add(new KubeService(name, namespace, "10.96.1." + (10 + services.size()), selector, ports));
    }

    private Pod pod(String name, String namespace, String account, Map<String, String> labels, boolean sidecar) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        if (sidecar) {
            all.put(TLS_MODE, "istio");
        }
        String place = places.get(random.nextInt(places.size()));
        Pod pod = new Pod(name, namespace, account, "10.99.1." + (10 + pods.size()), place, all);
        pods.add(pod);
        return pod;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}

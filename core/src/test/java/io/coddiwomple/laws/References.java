package io.coddiwomple.laws;

import io.coddiwomple.laws.Outcome.Made;
import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.GlobalService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what the objects of one cluster name and neither the plan nor the input has. */
final class References {
    private final Cluster cluster;
    private final Collection<Made> objects;
    private final Set<String> gateways = new HashSet<>();
    private final Set<String> namespaces = new HashSet<>();
    private final Set<Map<String, String>> selectors = new HashSet<>();
    /** Addresses that an endpoint may have. */
    private final Set<String> dialled = new HashSet<>();
    /** Ports by host, of entries and of the cluster's own services; none where any will do. */
    private final Map<String, Set<String>> ports = new HashMap<>();

    private final Map<String, Set<String>> subsets = new HashMap<>();
    private final List<String> dangling = new ArrayList<>();

    private References(Federation federation, Cluster cluster, Collection<Made> objects) {
        this.cluster = cluster;
        this.objects = objects;
        namespaces.add(federation.namespace());
        namespaces.add(cluster.istioNamespace());
        for (Gateway gateway : cluster.gateways()) {
            namespaces.add(gateway.namespace());
            selectors.add(gateway.selector());
        }
        Egress egress = cluster.egress();
        if (egress != null) {
            namespaces.add(egress.service().namespace());
            selectors.add(egress.selector());
            dialled.add(egress.service().fqdn());
            ports.put(egress.service().fqdn(), Set.of());
        }
        federation.clusters().stream()
                .filter(other -> !other.name().equals(cluster.name()))
                .flatMap(other -> other.gateways().stream())
                .forEach(gateway -> dialled.add(gateway.address()));
        for (GlobalService service : federation.services()) {
            for (Backend backend : service.backends()) {
                if (backend.cluster().equals(cluster.name())) {
                    dialled.add(backend.service().fqdn());
                    Set<String> numbers =
                            ports.computeIfAbsent(backend.service().fqdn(), _ -> new HashSet<>());
                    backend.ports().values().forEach(number -> numbers.add(number.toString()));
                }
            }
        }
    }

    /** One line for each name that leads nowhere. */
    static List<String> dangling(Federation federation, Cluster cluster, Collection<Made> objects) {
        return new References(federation, cluster, objects).find();
    }

    private List<String> find() {
        for (Made object : objects) {
            collect(object);
        }
        for (Made object : objects) {
            String namespace = object.manifest().namespace();
            need(object, namespace.isEmpty() || namespaces.contains(namespace), "namespace " + namespace);
            switch (object.manifest().kind()) {
                case "ServiceEntry" -> entry(object);
                case "DestinationRule" -> policy(object);
                case "VirtualService" -> routes(object);
                case "Gateway" -> gateway(object);
                case "EnvoyFilter", "Namespace" -> {}
                default -> dangling.add("kind " + object.manifest().key());
            }
        }
        return dangling;
    }

    private void collect(Made object) {
        if (object.is("Gateway")) {
            gateways.add(object.manifest().namespace() + "/" + object.manifest().name());
        } else if (object.is("ServiceEntry")) {
            for (String host : object.strings("hosts")) {
                Set<String> numbers = ports.computeIfAbsent(host, _ -> new HashSet<>());
                object.maps("ports").forEach(port -> numbers.add(World.string(port, "number")));
            }
        } else if (object.is("DestinationRule")) {
            Set<String> names = subsets.computeIfAbsent(World.string(object.spec(), "host"), _ -> new HashSet<>());
            object.maps("subsets").forEach(subset -> names.add(World.string(subset, "name")));
        }
    }

    private void entry(Made object) {
        for (Map<String, Object> endpoint : object.maps("endpoints")) {
            String address = World.string(endpoint, "address");
            need(object, dialled.contains(address), "endpoint " + address);
        }
        need(object, !object.maps("endpoints").isEmpty(), "no endpoint");
    }

    private void policy(Made object) {
        String host = World.string(object.spec(), "host");
        boolean wild = host.startsWith("*.");
        need(object, wild || ports.containsKey(host), "host " + host);
        Map<String, Object> policy =
                object.spec().get("trafficPolicy") instanceof Map<?, ?> map ? World.map(map) : Map.of();
        for (Map<String, Object> setting : Made.maps(policy, "portLevelSettings")) {
            port(object, host, World.map(setting, "port"));
        }
    }

    private void port(Made object, String host, Map<String, Object> port) {
        Set<String> numbers = ports.getOrDefault(host, Set.of());
        String number = World.string(port, "number");
        need(object, numbers.isEmpty() || numbers.contains(number), "port " + number + " of " + host);
    }

    private void routes(Made object) {
        for (String gateway : object.strings("gateways")) {
            String full = gateway.indexOf('/') < 0 ? object.manifest().namespace() + "/" + gateway : gateway;
            need(object, gateway.equals("mesh") || gateways.contains(full), "gateway " + gateway);
        }
        for (String kind : List.of("http", "tls", "tcp")) {
            for (Map<String, Object> rule : object.maps(kind)) {
                for (Map<String, Object> route : Made.maps(rule, "route")) {
                    destination(object, World.map(route, "destination"));
                }
            }
        }
    }

    private void destination(Made object, Map<String, Object> destination) {
        String host = World.string(destination, "host");
        need(object, ports.containsKey(host), "host " + host);
        if (destination.containsKey("port")) {
            port(object, host, World.map(destination, "port"));
        }
        if (destination.containsKey("subset")) {
            String subset = World.string(destination, "subset");
            need(object, subsets.getOrDefault(host, Set.of()).contains(subset), "subset " + subset + " of " + host);
        }
    }

    private void gateway(Made object) {
        need(
                object,
                selectors.stream()
                        .anyMatch(labels -> labels.equals(object.spec().get("selector"))),
                "pods " + object.spec().get("selector"));
        for (Map<String, Object> server : object.maps("servers")) {
            boolean byService = "AUTO_PASSTHROUGH".equals(mode(server));
            for (String host : Made.strings(server, "hosts")) {
                boolean exact = host.indexOf('*') < 0 && !host.startsWith("outbound_");
                need(object, !byService || !exact || ports.containsKey(host), "exported host " + host);
            }
        }
    }

    private static Object mode(Map<String, Object> server) {
        return server.get("tls") instanceof Map<?, ?> tls && tls.get("mode") instanceof String mode ? mode : "";
    }

    private void need(Made object, boolean there, String what) {
        if (!there) {
            dangling.add("cluster " + cluster.name() + ", " + object.manifest().key() + ": " + what);
        }
    }
}

package io.coddiwomple.laws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One random service: what its shape forbids is mostly left out. */
final class WorldService {
    private final Worlds worlds;
    private final int number;
    private final String namespace;
    private final String shape;
    private final List<String> where;
    private boolean http;

    WorldService(Worlds worlds, int number, String namespace) {
        this.worlds = worlds;
        this.number = number;
        this.namespace = namespace;
        this.shape = shape();
        List<String> some = worlds.some(worlds.servers());
        this.where = shape.equals("global-sni") ? List.of(some.getFirst()) : some;
    }

    private String shape() {
        int dice = worlds.number(100);
        if (dice < 60) {
            return dice < 40 ? "" : "local-sni";
        }
        if (worlds.isAncient()) {
            return dice < 90 ? "rewrite" : "ingress";
        }
        if (!worlds.isModern()) {
            return dice < 80 ? "local-sni" : "ingress";
        }
        return dice < 75 ? "alias-sni" : dice < 85 ? "sni-route" : dice < 95 ? "global-sni" : "ingress";
    }

    private boolean isLocalSni() {
        return shape.isEmpty() || shape.equals("local-sni");
    }

    Map<String, Object> spec() {
        var spec = new LinkedHashMap<String, Object>();
        if (!shape.isEmpty()) {
            spec.put("shape", shape);
        }
        if (worlds.chance(20) && !shape.equals("rewrite")) {
            var hosts = new ArrayList<Object>(List.of("www" + number + ".global"));
            if (worlds.chance(30)) {
                hosts.add("also.www" + number + ".global");
            }
            spec.put("hosts", hosts);
        }
        if (worlds.chance(10)) {
            spec.put("addresses", new ArrayList<Object>(List.of(worlds.pin())));
        }
        List<Object> ports = ports();
        spec.put("ports", ports);
        boolean weighted = worlds.chance(20) && (worlds.isModern() || where.size() == 1);
        spec.put("backends", backends(ports, weighted));
        Map<String, Object> traffic = traffic(weighted);
        if (!traffic.isEmpty()) {
            spec.put("traffic", traffic);
        }
        Map<String, Object> clients = clients();
        if (!clients.isEmpty()) {
            spec.put("clients", clients);
        }
        return spec;
    }

    private List<Object> ports() {
        var ports = new ArrayList<Object>();
        int count = 1 + worlds.number(3);
        for (int i = 0; i < count; i++) {
            String protocol = protocol();
            http |= List.of("HTTP", "HTTP2", "GRPC").contains(protocol);
            var port = new LinkedHashMap<String, Object>();
            port.put("name", "p" + i);
            port.put("number", 1000 * (i + 1) + worlds.number(3));
            port.put("protocol", protocol);
            ports.add(port);
        }
        return ports;
    }

    private String protocol() {
        if (shape.equals("ingress")) {
            return worlds.isCurrent() ? worlds.pick("HTTP", "HTTP", "HTTP2", "GRPC", "TCP") : "HTTP";
        }
        if (worlds.isCurrent() && worlds.chance(25)) {
            return worlds.chance(8) ? "GRPC-WEB" : worlds.pick("HTTPS", "REDIS", "MYSQL");
        }
        return worlds.pick("HTTP", "HTTP", "HTTP", "HTTP2", "GRPC", "TCP", "TCP", "TLS", "MONGO");
    }

    private List<Object> backends(List<Object> ports, boolean weighted) {
        boolean alike = isLocalSni() || shape.equals("rewrite");
        boolean renamed = worlds.chance(20) && !shape.equals("rewrite");
        boolean moved = worlds.chance(20) && !shape.equals("rewrite");
        boolean named = worlds.chance(10) && !shape.equals("ingress");
        var backends = new ArrayList<Object>();
        for (String cluster : where) {
            var backend = new LinkedHashMap<String, Object>();
            backend.put("cluster", cluster);
            if (renamed || (!alike && worlds.chance(30))) {
                String name = "web" + (alike ? "" : worlds.number(3));
                backend.put("service", name + "." + namespace + ".svc." + worlds.domain(cluster));
            }
            if (moved) {
                String port = World.string(World.map(ports.getFirst()), "name");
                backend.put("ports", new LinkedHashMap<>(Map.of(port, alike ? 8080 : 8080 + worlds.number(3))));
            }
            if (weighted) {
                backend.put("weight", worlds.chance(10) ? 0 : 1 + worlds.number(100));
            }
            if (named) {
                backend.put(
                        "identities",
                        new ArrayList<Object>(List.of("spiffe://cluster.local/ns/" + namespace + "/sa/web")));
            }
            backends.add(backend);
        }
        return backends;
    }

    private Map<String, Object> traffic(boolean weighted) {
        var traffic = new LinkedHashMap<String, Object>();
        if (!weighted && worlds.chance(20)) {
            traffic.put("failover", new ArrayList<Object>(worlds.some(where)));
        }
        if (worlds.chance(20)) {
            traffic.put("retries", worlds.chance(50) ? "none" : retries());
        }
        if (http && worlds.chance(15) && isLocalSni()) {
            traffic.put("rewriteHost", true);
        }
        if (worlds.chance(15)) {
            traffic.put("trafficPolicy", policy());
        }
        if (http && worlds.chance(15) && isLocalSni() && worlds.isModern()) {
            var subset = new LinkedHashMap<String, Object>();
            subset.put("name", "v2");
            subset.put("labels", new LinkedHashMap<>(Map.of("version", "v2")));
            subset.put("weight", worlds.number(100));
            subset.put("headers", new LinkedHashMap<>(Map.of("x-version", "v2")));
            traffic.put("subsets", new ArrayList<Object>(List.of(subset)));
        }
        return traffic;
    }

    private Map<String, Object> retries() {
        Map<String, Object> retries = fields("attempts", 1 + worlds.number(5));
        if (worlds.isCurrent() && worlds.chance(50)) {
            retries.put("retryOn", worlds.pick("connect-failure", "connect-failure,503,reset"));
            retries.put("perTryTimeout", "2s");
        }
        return retries;
    }

    private Map<String, Object> policy() {
        if (worlds.isCurrent() && worlds.chance(60)) {
            return switch (worlds.number(4)) {
                case 0 -> fields("loadBalancer", fields("simple", worlds.pick("ROUND_ROBIN", "RANDOM")));
                case 1 -> fields("loadBalancer", fields("consistentHash", fields("httpHeaderName", "x-user")));
                case 2 -> fields("outlierDetection", fields("consecutive5xxErrors", 1 + worlds.number(9)));
                default -> fields("connectionPool", fields("http", fields("maxRequestsPerConnection", 10)));
            };
        }
        return fields("connectionPool", fields("tcp", fields("maxConnections", 7)));
    }

    private static Map<String, Object> fields(String name, Object value) {
        return new LinkedHashMap<>(Map.of(name, value));
    }

    private Map<String, Object> clients() {
        var clients = new LinkedHashMap<String, Object>();
        if (worlds.chance(20)) {
            List<String> chosen = worlds.some(worlds.clusters());
            if (shape.equals("global-sni") && !chosen.contains(where.getFirst())) {
                chosen.add(where.getFirst());
            }
            clients.put("clusters", new ArrayList<Object>(chosen));
        }
        if (worlds.chance(20) && worlds.isModern()) {
            clients.put("namespaces", new ArrayList<Object>(worlds.some(List.of("foo", "bar", "shop"))));
        }
        return clients;
    }
}

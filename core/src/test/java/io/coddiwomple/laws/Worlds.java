package io.coddiwomple.laws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random federations that are mostly good, the same for the same seed. */
final class Worlds {
    private static final int MOST_CLUSTERS = 6;
    private static final int MOST_SERVICES = 7;
    private static final int NEWEST_MINOR = 31;
    private static final int FIRST_CURRENT_MINOR = 22;
    /** Without it, neighbouring seeds would begin with the same choices: {@link Random} tells them apart late. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Random random;
    private final boolean current;
    private final int oldestMinor;
    private final int newestMinor;
    private final List<String> clusters = new ArrayList<>();
    private final List<String> servers = new ArrayList<>();
    private final Map<String, String> domains = new HashMap<>();
    private int pins;

    private Worlds(long seed, boolean current) {
        random = new Random(seed * SPREAD);
        this.current = current;
        int era = random.nextInt(4);
        if (current) {
            oldestMinor = era == 0 ? FIRST_CURRENT_MINOR : era == 1 ? 28 : 30;
            newestMinor = NEWEST_MINOR;
        } else {
            oldestMinor = era == 0 ? 1 : era == 1 ? 12 : era == 2 ? 24 : 30;
            newestMinor = era == 0 && random.nextBoolean() ? 7 : NEWEST_MINOR;
        }
    }

    /** Of all releases. */
    static World of(long seed) {
        return new Worlds(seed, false).world();
    }

    /** Of releases that serve the first version of Istio's API, with more of what only they have. */
    static World current(long seed) {
        return new Worlds(seed, true).world();
    }

    private World world() {
        var resources = new ArrayList<Map<String, Object>>();
        if (chance(50)) {
            resources.add(resource("Federation", "acme", "", federation()));
        }
        int count = 1 + random.nextInt(MOST_CLUSTERS);
        for (int i = 0; i < count; i++) {
            String name = "c" + i;
            clusters.add(name);
            resources.add(resource("Cluster", name, "", cluster(i)));
        }
        int services = 1 + random.nextInt(MOST_SERVICES);
        for (int i = 0; i < services; i++) {
            String namespace = "n" + random.nextInt(3);
            resources.add(resource("GlobalService", "s" + i, namespace, new WorldService(this, i, namespace).spec()));
        }
        return new World(resources);
    }

    private static Map<String, Object> resource(String kind, String name, String namespace, Map<String, Object> spec) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        var resource = new LinkedHashMap<String, Object>();
        resource.put("apiVersion", "coddiwomple.io/v1alpha1");
        resource.put("kind", kind);
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        return resource;
    }

    private Map<String, Object> federation() {
        var spec = new LinkedHashMap<String, Object>();
        if (chance(20)) {
            spec.put("namespace", "mesh-of-meshes");
        }
        if (chance(30)) {
            var pool = new LinkedHashMap<String, Object>();
            pool.put("ipv4", pick("240.0.0.0/4", "241.0.0.0/8", "10.0.0.0/27"));
            if (chance(current ? 20 : 50)) {
                pool.put("ipv6", "fd00:1::/64");
            }
            spec.put("addressPool", pool);
        }
        return spec;
    }

    private Map<String, Object> cluster(int number) {
        var spec = new LinkedHashMap<String, Object>();
        var istio = new LinkedHashMap<String, Object>();
        istio.put("version", "1." + (oldestMinor + random.nextInt(newestMinor - oldestMinor + 1)));
        if (chance(20)) {
            istio.put("trustDomain", pick("mesh.example", "other.example"));
        }
        if (current && chance(25)) {
            istio.put("trustDomainAliases", new ArrayList<Object>(some(List.of("old.example", "older.example"))));
        }
        if (chance(10)) {
            istio.put("namespace", "istio");
        }
        spec.put("istio", istio);
        if (current && chance(30)) {
            spec.put("localities", new ArrayList<Object>(some(List.of("eu/a", "eu/b", "us/b"))));
        } else if (chance(60)) {
            spec.put("locality", pick("eu", "eu/a", "us/b", "asia"));
        }
        if (chance(10)) {
            domains.put("c" + number, "c" + number + ".local");
            spec.put("clusterDomain", "c" + number + ".local");
        }
        if (chance(90)) {
            servers.add("c" + number);
            spec.put("gateways", gateways(number));
        }
        if (chance(20)) {
            var egress = new LinkedHashMap<String, Object>();
            egress.put("enabled", true);
            if (chance(30)) {
                egress.put("selector", new LinkedHashMap<>(Map.of("app", "egress")));
                egress.put("service", "egress.edge.svc.cluster.local");
            }
            if (!spec.containsKey("clusterDomain") || !egress.containsKey("service")) {
                spec.put("egress", egress);
            }
        }
        return spec;
    }

    private List<Object> gateways(int number) {
        var gateways = new ArrayList<Object>();
        int count = chance(20) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            var gateway = new LinkedHashMap<String, Object>();
            gateway.put(
                    "address",
                    chance(60) ? "203.0.113." + (10 * number + i) : "gw" + i + ".c" + number + ".example.com");
            if (chance(10)) {
                gateway.put("port", 8443);
            }
            if (chance(15)) {
                gateway.put("namespace", "edge");
                gateway.put("selector", new LinkedHashMap<>(Map.of("app", "edge")));
            }
            gateways.add(gateway);
        }
        return gateways;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    int number(int below) {
        return random.nextInt(below);
    }

    boolean isCurrent() {
        return current;
    }

    boolean isModern() {
        return oldestMinor >= 12;
    }

    /** Whether gateways rewrite names. */
    boolean isAncient() {
        return newestMinor <= 7;
    }

    List<String> clusters() {
        return clusters;
    }

    /** Those that others can call. */
    List<String> servers() {
        return servers.isEmpty() ? clusters : servers;
    }

    String domain(String cluster) {
        return domains.getOrDefault(cluster, "cluster.local");
    }

    /** A part of some names, at least one, in any order. */
    List<String> some(List<String> names) {
        var all = new ArrayList<>(names);
        Collections.shuffle(all, random);
        return new ArrayList<>(all.subList(0, 1 + random.nextInt(all.size())));
    }

    /** An address that no other pin has. */
    String pin() {
        pins++;
        return "240.64.7." + pins;
    }
}

package io.coddiwomple.laws;

import io.coddiwomple.spec.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a cluster may have that {@code cw} did not make. */
final class Strangers {
    private static final String NETWORKING = "networking.istio.io/v1";

    private final World world;
    private final Random random;

    private Strangers(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** Some objects of some clusters. */
    static List<Input> in(World world, Random random) {
        var strangers = new Strangers(world, random);
        var inputs = new ArrayList<Input>();
        for (Map<String, Object> cluster : world.clusters()) {
            var objects = new ArrayList<Map<String, Object>>();
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                objects.add(strangers.object(i));
            }
            String name = World.name(cluster);
            Map<String, Object> list = Map.of("apiVersion", "v1", "kind", "List", "items", objects);
            inputs.add(World.input(name + "-objects.json", list, new Input.ClusterObjects(name)));
        }
        return inputs;
    }

    private Map<String, Object> object(int number) {
        Map<String, Object> service =
                world.services().get(random.nextInt(world.services().size()));
        String global = World.id(service) + ".global";
        String local = World.id(service) + ".svc.cluster.local";
        String host = random.nextBoolean() ? global : local;
        return switch (random.nextInt(6)) {
            case 0 ->
                of(NETWORKING, "VirtualService", number, Map.of("hosts", List.of(host), "http", List.of(Map.of())));
            case 1 -> of(NETWORKING, "DestinationRule", number, Map.of("host", host));
            case 2 ->
                of(
                        NETWORKING,
                        "Gateway",
                        number,
                        Map.of(
                                "selector",
                                Map.of("istio", "eastwestgateway"),
                                "servers",
                                List.of(Map.of("hosts", List.of("*.local"), "port", Map.of("number", 15443)))));
            case 3 -> of(NETWORKING, "Sidecar", number, Map.of("egress", List.of(Map.of("hosts", List.of("./*")))));
            case 4 ->
                of(
                        "v1",
                        "Service",
                        number,
                        Map.of("ports", List.of(Map.of("name", "http", "port", 80)), "clusterIP", "10.0.0.1"));
            default -> of("example.com/v1", "Widget", number, Map.of("hosts", List.of(host)));
        };
    }

    private Map<String, Object> of(String apiVersion, String kind, int number, Map<String, Object> spec) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", "theirs-" + number);
        metadata.put("namespace", random.nextBoolean() ? "cw" : "foo");
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.put("spec", spec);
        return object;
    }
}

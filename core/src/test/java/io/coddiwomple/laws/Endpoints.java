package io.coddiwomple.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.laws.Outcome.Made;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks where the entries of a plan lead. */
final class Endpoints {
    private static final String CLUSTER = "coddiwomple.io/cluster";

    private Endpoints() {}

    /** In every cluster, a service that it sees has an endpoint in each cluster that the service may be called in. */
    static void check(World world, Outcome outcome) {
        outcome.objects().forEach((cluster, objects) -> {
            SortedMap<String, Set<String>> reached = reached(objects.values());
            for (Map<String, Object> service : world.services()) {
                Set<String> wanted = backends(service);
                if (sees(cluster, service) && !wanted.isEmpty()) {
                    Set<String> found = reached.getOrDefault(World.id(service), Set.of());
                    // What a gateway serves by is there at weight 0, too.
                    assertThat(found.stream().filter(each -> !each.equals(cluster) || wanted.contains(each)))
                            .as("clusters that %s reaches for %s", cluster, World.id(service))
                            .containsExactlyInAnyOrderElementsOf(wanted);
                }
            }
        });
    }

    private static SortedMap<String, Set<String>> reached(Iterable<Made> objects) {
        var reached = new TreeMap<String, Set<String>>();
        for (Made object : objects) {
            if (object.is("ServiceEntry")) {
                Set<String> clusters = reached.computeIfAbsent(object.service(), _ -> new HashSet<>());
                for (Map<String, Object> endpoint : object.maps("endpoints")) {
                    if (endpoint.get("labels") instanceof Map<?, ?> labels && labels.containsKey(CLUSTER)) {
                        clusters.add(String.valueOf(labels.get(CLUSTER)));
                    }
                }
            }
        }
        return reached;
    }

    static boolean sees(String cluster, Map<String, Object> service) {
        Map<String, Object> spec = World.map(service, "spec");
        return !(spec.get("clients") instanceof Map<?, ?> clients)
                || !(clients.get("clusters") instanceof java.util.List<?> names)
                || names.contains(cluster);
    }

    private static Set<String> backends(Map<String, Object> service) {
        Set<String> clusters = new HashSet<>();
        for (Object backend : World.list(World.map(service, "spec"), "backends")) {
            Map<String, Object> fields = World.map(backend);
            if (!Integer.valueOf(0).equals(fields.get("weight"))) {
                clusters.add(World.string(fields, "cluster"));
            }
        }
        return clusters;
    }
}

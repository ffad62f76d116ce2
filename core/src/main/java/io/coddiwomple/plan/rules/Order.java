package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Locality;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order a client cluster tries a service's backends.
 *
 * @param ranks by the backends' order, from 1 without gaps; backends of one rank share the calls; 0 for never
 * @param region where the client's calls start, empty when unknown or without meaning for the objects
 */
public record Order(List<Integer> ranks, String region) {
    private static final int OWN = 1;
    private static final int SAME_REGION = 2;
    private static final int ELSEWHERE = 3;

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Order order && ranks.equals(order.ranks) && region.equals(order.region);
    }

    @Override
    public int hashCode() {
        return 31 * ranks.hashCode() + region.hashCode();
    }

    int rank(int backend) {
        return ranks.get(backend);
    }

    int count() {
        int highest = 0;
        for (int rank : ranks) {
            highest = Math.max(highest, rank);
        }
        return highest;
    }

    /** The order for a client: as the service names it, else own cluster, own region, the rest. */
    public static Order of(ServiceFacts facts, Cluster client) {
        List<Served> served = facts.served();
        int[] raw = new int[served.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = served.get(i).backend().weight() == 0
                    ? 0
                    : facts.isWeighted() ? 1 : rank(facts.service(), served.get(i), client);
        }
        String region =
                !Orderings.regionMatters(client.istio()) || client.localities().isEmpty()
                        ? ""
                        : client.localities().getFirst().region();
        return new Order(compacted(raw), region);
    }

    private static int rank(GlobalService service, Served served, Cluster client) {
        List<String> failover = service.traffic().failover();
        Backend backend = served.backend();
        if (!failover.isEmpty()) {
            int index = failover.indexOf(backend.cluster());
            return index < 0 ? failover.size() + 1 : index + 1;
        }
        if (backend.cluster().equals(client.name())) {
            return OWN;
        }
        return shareRegion(served.cluster(), client) ? SAME_REGION : ELSEWHERE;
    }

    private static boolean shareRegion(Cluster one, Cluster other) {
        for (Locality a : one.localities()) {
            for (Locality b : other.localities()) {
                if (a.region().equals(b.region())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Closes the gaps between ranks; runs once for each pair of cluster and service, so it is kept plain. */
    private static List<Integer> compacted(int[] raw) {
        int[] steps = raw.clone();
        Arrays.sort(steps);
        int count = 0;
        for (int step : steps) {
            if (step > 0 && (count == 0 || steps[count - 1] != step)) {
                steps[count++] = step;
            }
        }
        Integer[] ranks = new Integer[raw.length];
        for (int i = 0; i < raw.length; i++) {
            ranks[i] = raw[i] == 0 ? 0 : Arrays.binarySearch(steps, 0, count, raw[i]) + 1;
        }
        return List.of(ranks);
    }
}

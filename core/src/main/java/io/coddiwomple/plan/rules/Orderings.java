package io.coddiwomple.plan.rules;

import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.rules.ClientView.Target;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chooses how a leg's endpoints are ordered, by what the client's Istio understands. */
final class Orderings {
    private static final int MAX_RANKS_BY_REGION = 3;

    private Orderings() {}

    /** Whether a client's region decides what it gets: only where ranks cannot be labels. */
    static boolean regionMatters(IstioVersion version) {
        return !Feature.FAILOVER_PRIORITY_DNS.in(version);
    }

    static Ordering choose(ClientView view, Leg leg) {
        return choose(view, leg, new Problems());
    }

    /** As {@link #choose(ClientView, Leg)}, and says what could not be had. */
    static Ordering choose(ClientView view, Leg leg, Problems problems) {
        GlobalService service = view.facts().service();
        IstioVersion version = view.client().istio();
        Fields custom = customSetting(service);
        if (!custom.isEmpty()) {
            return new Ordering.Custom(custom.get("failoverPriority") == null);
        }
        if (!leg.hasChoice()) {
            return new Ordering.Equal();
        }
        if (view.facts().isWeighted()) {
            return weights(view, leg, problems);
        }
        var ranks = leg.ranks();
        if (ranks.size() == 1) {
            return new Ordering.Equal();
        }
        boolean labels = Feature.FAILOVER_PRIORITY_DNS.in(version)
                || (leg.isStatic() && Feature.FAILOVER_PRIORITY_STATIC.in(version));
        if (labels) {
            return new Ordering.Labels(ranks);
        }
        return regions(view, ranks, problems);
    }

    private static Ordering regions(ClientView view, java.util.List<Integer> ranks, Problems problems) {
        GlobalService service = view.facts().service();
        IstioVersion version = view.client().istio();
        boolean named = !service.traffic().failover().isEmpty();
        boolean inRule = Feature.LOCALITY_SETTING.in(version);
        int most = inRule ? MAX_RANKS_BY_REGION : MAX_RANKS_BY_REGION - 1;
        if (ranks.size() > most && (named || inRule)) {
            problems.add(
                    Code.TOO_MANY_RANKS,
                    service.place(),
                    "service " + service.id() + " is to be tried in " + ranks.size() + " steps, but Istio " + version
                            + " can tell only " + most + " apart when some endpoint is a host name; name at most "
                            + (most - 1) + " clusters in traffic.failover, give every gateway an IP address (from 1.18)"
                            + " or upgrade the calling clusters to 1.30");
            return new Ordering.Equal();
        }
        if (view.order().region().isEmpty()) {
            return new Ordering.Equal();
        }
        return new Ordering.Regions(ranks, view.order().region(), inRule);
    }

    /** Whether the order of a leg hangs on the client's region: as written, or in vain when the region is unknown. */
    static boolean hangsOnRegion(ClientView view, Leg leg) {
        return customSetting(view.facts().service()).isEmpty()
                && !view.facts().isWeighted()
                && leg.ranks().size() > 1
                && !(choose(view, leg) instanceof Ordering.Labels);
    }

    private static Ordering weights(ClientView view, Leg leg, Problems problems) {
        IstioVersion version = view.client().istio();
        GlobalService service = view.facts().service();
        if (!Feature.LOCALITY_SETTING.in(version)) {
            problems.add(
                    Code.VERSION_CANNOT,
                    service.place(),
                    "service " + service.id() + " has weights, but Istio " + version + " has no"
                            + " localityLbSetting.distribute in a DestinationRule (it came with 1.5); leave backends[].weight"
                            + " out, or exclude these clusters with clients.clusters");
            return new Ordering.Equal();
        }
        var weights = new TreeMap<String, Integer>();
        for (Endpoint endpoint : leg.endpoints()) {
            weights.put(endpoint.cluster(), 0);
        }
        for (Target target : view.targets()) {
            int weight = target.served().backend().weight();
            weights.computeIfPresent(target.served().backend().cluster(), (_, sum) -> sum + weight);
            if (!target.isLocal()) {
                // What applications leave to the egress gateway, even where it finds the clusters in the same entry.
                weights.computeIfPresent("", (_, sum) -> sum + weight);
            }
        }
        weights.values().removeIf(weight -> weight == 0);
        return weights.size() < 2 ? new Ordering.Equal() : new Ordering.Weights(percent(weights));
    }

    /** Largest remainders, none below 1. */
    static SortedMap<String, Integer> percent(SortedMap<String, Integer> weights) {
        long total = weights.values().stream().mapToLong(Integer::longValue).sum();
        var shares = new TreeMap<String, Integer>();
        var remainders = new TreeMap<Long, java.util.ArrayDeque<String>>(java.util.Comparator.reverseOrder());
        int given = 0;
        for (var entry : weights.entrySet()) {
            long exact = entry.getValue() * 100L;
            int share = (int) Math.max(1, exact / total);
            shares.put(entry.getKey(), share);
            given += share;
            remainders
                    .computeIfAbsent(exact - share * total, _ -> new java.util.ArrayDeque<>())
                    .add(entry.getKey());
        }
        for (int missing = 100 - given; missing > 0; missing--) {
            var first = remainders.firstEntry();
            shares.merge(first.getValue().removeFirst(), 1, Integer::sum);
            if (first.getValue().isEmpty()) {
                remainders.remove(first.getKey());
            }
        }
        for (int excess = given - 100; excess > 0; excess--) {
            String largest = shares.entrySet().stream()
                    .max(java.util.Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            shares.merge(largest, -1, Integer::sum);
        }
        return shares;
    }

    /** The user's own {@code localityLbSetting}, empty for none. */
    static Fields customSetting(GlobalService service) {
        return service.traffic().policy().get("loadBalancer") instanceof Fields balancer
                        && balancer.get("localityLbSetting") instanceof Fields setting
                ? setting
                : Fields.EMPTY;
    }
}

package io.coddiwomple.envoy;

import io.coddiwomple.envoy.Assignment.Group;
import io.coddiwomple.envoy.Assignment.Member;
import io.coddiwomple.envoy.TrafficPolicy.Distribution;
import io.coddiwomple.envoy.TrafficPolicy.Failover;
import io.coddiwomple.envoy.TrafficPolicy.LocalitySetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The order in which groups of endpoints are tried, and their shares (istiod's core/loadbalancer/loadbalancer.go). */
final class Priorities {
    /** The mesh's own default: by place, once outlier detection is on. */
    private static final LocalitySetting DEFAULT = new LocalitySetting(true, null, null, null);

    private Priorities() {}

    /** What holds for a cluster; null when a rule switches it off. */
    static @Nullable LocalitySetting effective(@Nullable TrafficPolicy policy) {
        if (policy == null || policy.balancer() == null || policy.balancer().locality() == null) {
            return DEFAULT;
        }
        LocalitySetting setting = policy.balancer().locality();
        return setting.enabled() ? setting : null;
    }

    /**
     * @param failover whether outlier detection is on, without which no order is made
     * @param byLabels whether ranks by label are looked at: istiod does not know the labels of all clusters' endpoints
     */
    static List<Group> apply(
            List<Group> groups,
            @Nullable LocalitySetting setting,
            boolean failover,
            Place proxy,
            Map<String, String> proxyLabels,
            boolean byLabels) {
        if (setting == null) {
            return groups;
        }
        if (setting.distribute() != null) {
            return weighed(groups, setting.distribute(), proxy);
        }
        if (!failover) {
            return groups;
        }
        List<Failover> regions = setting.failover() == null ? List.of() : setting.failover();
        if (setting.failoverPriority() == null || setting.failoverPriority().isEmpty()) {
            return byPlace(groups, regions, proxy);
        }
        List<Group> ranked =
                byLabels && !proxyLabels.isEmpty() ? byLabels(groups, setting.failoverPriority(), proxyLabels) : groups;
        return regions.isEmpty() ? ranked : byPlace(ranked, regions, proxy);
    }

    private static List<Group> weighed(List<Group> groups, List<Distribution> distribute, Place proxy) {
        for (Distribution distribution : distribute) {
            if (proxy.within(distribution.from())) {
                return weighed(groups, distribution);
            }
        }
        return groups;
    }

    private static List<Group> weighed(List<Group> groups, Distribution distribution) {
        List<Group> weighed = new ArrayList<>(groups);
        SortedSet<Integer> unmatched = new TreeSet<>();
        for (int i = 0; i < groups.size(); i++) {
            unmatched.add(i);
        }
        distribution.to().forEach((rule, percent) -> {
            Map<Integer, Integer> weights = new HashMap<>();
            for (int i = 0; i < groups.size(); i++) {
                if (unmatched.contains(i) && groups.get(i).place().within(rule)) {
                    Integer weight = groups.get(i).weight();
                    weights.put(i, weight == null ? 1 : weight);
                }
            }
            unmatched.removeAll(weights.keySet());
            int total = weights.values().stream().mapToInt(Integer::intValue).sum();
            weights.forEach((index, weight) -> {
                double share = (double) weight * percent / total;
                if (share > 0) {
                    weighed.set(index, weighed.get(index).weighing((int) Math.ceil(share)));
                }
            });
        });
        unmatched.forEach(index -> weighed.set(index, weighed.get(index).without()));
        return weighed;
    }

    private static List<Group> byPlace(List<Group> groups, List<Failover> failover, Place proxy) {
        List<Group> ranked = new ArrayList<>();
        for (Group group : groups) {
            int distance = proxy.distance(group.place());
            if (distance == 3) {
                for (Failover region : failover) {
                    if (region.from().equals(proxy.region())) {
                        distance = group.place().region().equals(region.to()) ? 3 : 4;
                        break;
                    }
                }
            }
            ranked.add(group.at(group.priority() * 5 + distance));
        }
        return compact(ranked);
    }

    private static List<Group> byLabels(List<Group> groups, List<String> labels, Map<String, String> proxyLabels) {
        List<Group> ranked = new ArrayList<>();
        for (Group group : groups) {
            SortedMap<Integer, List<Member>> byRank = new TreeMap<>();
            for (Member member : group.members()) {
                byRank.computeIfAbsent(rank(member.endpoint().labels(), labels, proxyLabels), _ -> new ArrayList<>())
                        .add(member);
            }
            byRank.forEach((rank, members) ->
                    ranked.add(new Group(group.place(), List.copyOf(members), rank, members.size())));
        }
        return compact(ranked);
    }

    /** The number of labels from the first that differs on. */
    private static int rank(Map<String, String> endpoint, List<String> labels, Map<String, String> proxy) {
        for (int i = 0; i < labels.size(); i++) {
            String[] parts = labels.get(i).split("=", -1);
            String wanted = parts.length == 2 ? parts[1] : proxy.getOrDefault(parts[0], "");
            if (!wanted.equals(endpoint.getOrDefault(parts[0], ""))) {
                return labels.size() - i;
            }
        }
        return 0;
    }

    /** Envoy wants priorities without gaps. */
    private static List<Group> compact(List<Group> groups) {
        List<Integer> used =
                groups.stream().map(Group::priority).distinct().sorted().toList();
        return groups.stream()
                .map(group -> group.at(used.indexOf(group.priority())))
                .toList();
    }
}

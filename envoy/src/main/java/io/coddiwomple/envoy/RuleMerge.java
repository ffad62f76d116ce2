package io.coddiwomple.envoy;

import io.coddiwomple.envoy.TrafficPolicy.Levels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one rule of those of a namespace for one host, where it is the same whichever of them is older: subsets add up,
 * those of one name are equal, and one of them at most has a policy (istiod's model/destination_rule.go).
 */
final class RuleMerge {
    private final Refusals refusals;
    private final Map<String, DestinationRule> byHost = new LinkedHashMap<>();

    private RuleMerge(Refusals refusals) {
        this.refusals = refusals;
    }

    /** In the order of the first of each. */
    static List<DestinationRule> of(List<DestinationRule> rules, Refusals refusals) {
        var merge = new RuleMerge(refusals);
        for (DestinationRule rule : rules) {
            merge.byHost.merge(rule.key().namespace() + " " + rule.host(), rule, merge::both);
        }
        return List.copyOf(merge.byHost.values());
    }

    private DestinationRule both(DestinationRule first, DestinationRule second) {
        if (!Set.copyOf(first.exportTo()).equals(Set.copyOf(second.exportTo()))) {
            refuse(first, second, "with another exportTo");
        }
        if (!first.policy().equals(Levels.NONE) && !second.policy().equals(Levels.NONE)) {
            refuse(first, second, "and both have a trafficPolicy, of which the older counts");
        }
        List<DestinationRule.Subset> subsets = new ArrayList<>(first.subsets());
        for (DestinationRule.Subset subset : second.subsets()) {
            DestinationRule.Subset same = first.subset(subset.name());
            if (same == null) {
                subsets.add(subset);
            } else if (!same.equals(subset)) {
                refuse(first, second, "and both have a subset " + subset.name() + ", of which the older counts");
            }
        }
        return new DestinationRule(
                first.key(),
                first.host(),
                first.exportTo(),
                first.policy().equals(Levels.NONE) ? second.policy() : first.policy(),
                List.copyOf(subsets));
    }

    private void refuse(DestinationRule first, DestinationRule second, String how) {
        refusals.add(
                second.key(),
                "host names " + second.host() + ", as " + first.key() + " does, " + how
                        + "; merging such two is not translated");
    }
}

package io.coddiwomple.envoy;

import io.coddiwomple.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** @param exportTo namespaces that see it, empty for all */
record DestinationRule(
        ResourceKey key, String host, List<String> exportTo, TrafficPolicy.Levels policy, List<Subset> subsets) {

    record Subset(String name, Map<String, String> labels, TrafficPolicy.Levels policy) {}

    /** Null when there is none of this name. */
    @Nullable Subset subset(String name) {
        for (Subset subset : subsets) {
            if (subset.name.equals(name)) {
                return subset;
            }
        }
        return null;
    }

    /** The TLS mode that decides which endpoints count as speaking Istio's mutual TLS; null when the rule is silent. */
    TrafficPolicy.@Nullable TlsMode modeFor(String subset, int port) {
        if (subset.isEmpty()) {
            return policy.modeAt(port);
        }
        Subset found = subset(subset);
        if (found == null) {
            return null;
        }
        TrafficPolicy.TlsMode own = found.policy.modeAt(port);
        return own == null ? policy.modeAt(port) : own;
    }
}

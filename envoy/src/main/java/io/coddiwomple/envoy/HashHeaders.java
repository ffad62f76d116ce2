package io.coddiwomple.envoy;

import io.coddiwomple.envoy.TrafficPolicy.Levels;
import io.coddiwomple.envoy.VirtualService.Target;
import org.jspecify.annotations.Nullable;

/**
 * The header whose value chooses the endpoint. Levels are looked through here in another way than for clusters: a port's
 * policy without a hash does not hide the common one (istiod's core/route/route.go).
 */
final class HashHeaders {
    private HashHeaders() {}

    /** For a service without routes of its own. */
    static @Nullable String of(@Nullable DestinationRule rule, int port) {
        if (rule == null) {
            return null;
        }
        String own = ofPort(rule.policy(), port);
        return own == null ? header(rule.policy().policy()) : own;
    }

    /** For the destination of a route; only a port that it names counts. */
    static @Nullable String of(@Nullable DestinationRule rule, Target target) {
        if (rule == null) {
            return null;
        }
        DestinationRule.Subset subset = rule.subset(target.subset());
        if (subset != null) {
            String own = ofPort(subset.policy(), target.port());
            if (own == null) {
                own = header(subset.policy().policy());
            }
            if (own != null) {
                return own;
            }
        }
        return of(rule, target.port());
    }

    private static @Nullable String ofPort(Levels levels, int port) {
        return header(levels.ports().get(port));
    }

    private static @Nullable String header(@Nullable TrafficPolicy policy) {
        return policy == null || policy.balancer() == null
                ? null
                : policy.balancer().hashHeader();
    }
}

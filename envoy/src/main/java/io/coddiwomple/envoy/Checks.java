package io.coddiwomple.envoy;

import io.coddiwomple.envoy.TrafficPolicy.LocalitySetting;
import io.coddiwomple.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what is understood one by one, and not together. */
final class Checks {
    private final Resources resources;
    private final List<MeshService> services;
    private final Refusals refusals;

    private Checks(Resources resources, List<MeshService> services, Refusals refusals) {
        this.resources = resources;
        this.services = services;
        this.refusals = refusals;
    }

    static void run(Resources resources, List<MeshService> services, Refusals refusals) {
        var checks = new Checks(resources, services, refusals);
        checks.oneVirtualServiceAHost();
        checks.plainHostsOnly();
        checks.noRanksAcrossPlaces();
    }

    private void oneVirtualServiceAHost() {
        Map<String, ResourceKey> seen = new HashMap<>();
        for (VirtualService routes : resources.routes()) {
            if (routes.forMesh()) {
                routes.hosts().forEach(host -> once(seen, host, routes.key(), "hosts", host));
            }
        }
    }

    private void once(Map<String, ResourceKey> seen, String id, ResourceKey key, String field, String host) {
        ResourceKey other = seen.putIfAbsent(id, key);
        if (other != null) {
            refusals.add(key, field + " names " + host + ", as " + other + " does; merging two is not translated");
        }
    }

    /** Of a wildcard istiod chooses the most specific for each service. */
    private void plainHostsOnly() {
        for (VirtualService routes : resources.routes()) {
            for (String host : routes.hosts()) {
                if (routes.forMesh() && host.contains("*")) {
                    refusals.add(routes.key(), "hosts has " + host + "; wildcards in sidecars are not translated");
                }
            }
        }
    }

    /** istiod 1.31 ends with an error of its own on these (core/loadbalancer/loadbalancer.go). */
    private void noRanksAcrossPlaces() {
        for (MeshService service : services) {
            long places = service.endpoints().stream()
                    .map(MeshService.Endpoint::place)
                    .distinct()
                    .count();
            if (!service.dns() || places < 2) {
                continue;
            }
            for (DestinationRule rule : resources.rules()) {
                if (rule.host().equals(service.host())
                        && policies(rule).stream().anyMatch(Checks::ranks)) {
                    refusals.add(
                            rule.key(),
                            "failoverPriority ranks endpoints of " + service.host()
                                    + " that are names in different localities, on which istiod crashes");
                }
            }
        }
    }

    private static List<TrafficPolicy> policies(DestinationRule rule) {
        List<TrafficPolicy> all = new ArrayList<>(policies(rule.policy()));
        rule.subsets().forEach(subset -> all.addAll(policies(subset.policy())));
        return all;
    }

    private static List<TrafficPolicy> policies(TrafficPolicy.Levels levels) {
        List<TrafficPolicy> all = new ArrayList<>(levels.ports().values());
        TrafficPolicy common = levels.policy();
        if (common != null) {
            all.add(common);
        }
        return all;
    }

    private static boolean ranks(@Nullable TrafficPolicy policy) {
        if (policy == null || policy.balancer() == null) {
            return false;
        }
        LocalitySetting setting = policy.balancer().locality();
        return setting != null && setting.failoverPriority() != null && setting.distribute() == null;
    }
}

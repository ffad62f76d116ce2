package io.coddiwomple.plan;

import io.coddiwomple.model.Foreign;
import io.coddiwomple.plan.rules.Conventions;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.ResourceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds objects that a cluster already has under a name that the plan needs: applying it would overwrite them. */
final class TakenNames {
    private static final String GROUP = "networking.istio.io";

    private TakenNames() {}

    static void check(ClusterPlan plan, List<Foreign> foreign, Problems problems) {
        String cluster = plan.cluster().name();
        List<Foreign> there =
                foreign.stream().filter(each -> each.cluster().equals(cluster)).toList();
        if (there.isEmpty()) {
            return;
        }
        Set<ResourceKey> keys = new HashSet<>();
        for (Planned planned : plan.objects()) {
            keys.add(planned.manifest().key());
        }
        for (Foreign object : there) {
            if (keys.contains(new ResourceKey(GROUP, object.kind(), object.namespace(), object.name()))) {
                problems.add(
                        Code.NAME_TAKEN,
                        object.place(),
                        object.kind() + " " + object.namespace() + "/" + object.name() + " in cluster " + cluster
                                + " is not cw's, and applying the plan would overwrite it; remove it or name it"
                                + " differently, or hand it over with the label " + Conventions.MANAGED_BY + "="
                                + Conventions.MANAGER);
            }
        }
    }
}

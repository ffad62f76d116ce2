package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.plan.rules.Planned;
import java.util.ArrayList;
import java.util.List;

/**
 * What one cluster needs.
 *
 * @param callable the services that its own clients can call, and so have entries for, whichever of them were chosen
 */
public record ClusterPlan(Cluster cluster, List<Group> groups, List<GlobalService> callable) {
    /** All objects, in a fixed order; for callers to whom a cluster's worth of objects at once is not too much. */
    public List<Planned> objects() {
        var all = new ArrayList<Planned>();
        groups.forEach(group -> all.addAll(group.objects()));
        return all;
    }
}

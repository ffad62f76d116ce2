package io.coddiwomple.app.run;

import io.coddiwomple.plan.ClusterPlan;
import java.util.List;

/** Turns the plans of clusters, one after the other, into text of one format. Owned by one thread. */
interface Rendering {
    /** What stands before the first cluster. */
    default List<byte[]> begin() {
        return List.of();
    }

    /** What one cluster needs, in pieces that nobody changes any more. */
    List<byte[]> cluster(ClusterPlan plan);
}

package io.coddiwomple.app.run;

import io.coddiwomple.plan.ClusterPlan;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the plans of clusters, one after the other, in one format. Owned by one thread. */
interface Rendering {
    /** Writes what stands before the first cluster. */
    default void begin(OutputStream out) throws IOException {}

    /** Writes what one cluster needs. */
    void cluster(ClusterPlan plan, OutputStream out) throws IOException;
}

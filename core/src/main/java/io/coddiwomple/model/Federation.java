package io.coddiwomple.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the planner reads: what all clusters share, the clusters and the services. Consistent by
 * construction: every name that one part mentions, another defines.
 *
 * @param suffix of all global hosts, without a dot at either end
 * @param namespace where generated objects live
 * @param clusters sorted by name
 * @param services sorted by id
 * @param foreign what the clusters already have and is not ours
 */
public record Federation(
        String name,
        String suffix,
        String namespace,
        AddressPool pool,
        Shape shape,
        List<Cluster> clusters,
        List<GlobalService> services,
        List<Foreign> foreign) {

    /** The cluster of a name, or null when there is none. */
    public @Nullable Cluster cluster(String wanted) {
        for (Cluster cluster : clusters) {
            if (cluster.name().equals(wanted)) {
                return cluster;
            }
        }
        return null;
    }
}

package io.coddiwomple.model;

import io.coddiwomple.problem.Place;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A service that every mesh can call by the same names.
 *
 * @param id {@code <name>.<namespace>}, or the bare name for a service from a 2018 file; unique
 * @param hosts in the order of the input, not empty, each unique within the federation
 * @param pins addresses by host, for those that the input fixes
 * @param ports sorted by number, not empty
 * @param backends sorted by cluster, at most one of each cluster, not empty
 * @param shape null for the shape of its backends' clusters
 * @param place where the input defines it
 */
public record GlobalService(
        String id,
        List<String> hosts,
        SortedMap<String, String> pins,
        List<Port> ports,
        List<Backend> backends,
        Traffic traffic,
        Clients clients,
        @Nullable Shape shape,
        Place place) {

    /** The backend in a cluster, or null when the service does not run there. */
    public @Nullable Backend backendIn(String cluster) {
        for (Backend backend : backends) {
            if (backend.cluster().equals(cluster)) {
                return backend;
            }
        }
        return null;
    }
}

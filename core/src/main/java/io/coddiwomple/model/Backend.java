package io.coddiwomple.model;

import io.coddiwomple.problem.Place;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A Kubernetes service that serves a global service in one cluster.
 *
 * @param ports by the global port's name, the Kubernetes service's port number; a port that is missing here is not
 *     served by this backend
 * @param weight 0 to 10000, relative to the other backends'; 0 for never
 * @param identities the SPIFFE IDs that the backend's pods may have, sorted; empty for no check
 */
public record Backend(
        String cluster,
        ServiceName service,
        SortedMap<String, Integer> ports,
        int weight,
        SortedSet<String> identities,
        Place place) {
    public static final int DEFAULT_WEIGHT = 100;
}

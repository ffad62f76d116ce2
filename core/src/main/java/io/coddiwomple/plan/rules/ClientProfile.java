package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.IstioVersion;
import org.jspecify.annotations.Nullable;

/**
 * All that a client cluster's objects may depend on, beside the service and its order: clusters with equal profiles
 * get equal objects.
 */
public record ClientProfile(IstioVersion istio, @Nullable Egress egress) {
    public static ClientProfile of(Cluster cluster) {
        return new ClientProfile(cluster.istio(), cluster.egress());
    }
}

package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.IstioVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a client cluster's objects may depend on, beside the service and its order: clusters with equal profiles
 * get equal objects.
 */
public record ClientProfile(IstioVersion istio, @Nullable Egress egress) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientProfile profile
                && istio.equals(profile.istio)
                && Objects.equals(egress, profile.egress);
    }

    @Override
    public int hashCode() {
        return 31 * istio.hashCode() + Objects.hashCode(egress);
    }

    public static ClientProfile of(Cluster cluster) {
        return new ClientProfile(cluster.istio(), cluster.egress());
    }
}

package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Locality;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;

/** Says once for a cluster what its Istio makes of an order that hangs on its region. */
final class RegionOrder {
    private final Cluster cluster;
    private int services;

    RegionOrder(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Counts a service whose order hangs on the cluster's region. */
    void add() {
        services++;
    }

    private boolean severalRegions() {
        return cluster.localities().stream().map(Locality::region).distinct().count() > 1;
    }

    void report(Problems problems) {
        if (services == 0) {
            return;
        }
        IstioVersion version = cluster.istio();
        String who = "cluster " + cluster.name() + " (Istio " + version + ") ";
        String what = services == 1 ? "1 service" : services + " services";
        if (cluster.localities().isEmpty()) {
            problems.add(
                    Code.UNKNOWN_REGION,
                    cluster.place(),
                    who + "calls the backends of " + what
                            + " alike, near or far: before 1.30 their order needs the caller's"
                            + " region; set spec.locality to what its nodes carry as topology.kubernetes.io/region");
        } else if (!Feature.LOCALITY_SETTING.in(version)) {
            problems.add(
                    Code.VERSION_DEGRADES,
                    cluster.place(),
                    who + "prefers near backends of " + what
                            + " only where its mesh config has localityLbSetting: before 1.5 no DestinationRule can say it");
        } else {
            problems.add(
                    Code.VERSION_DEGRADES,
                    cluster.place(),
                    who + "orders the backends of " + what
                            + " by region "
                            + cluster.localities().getFirst().region()
                            + ", so pods " + (severalRegions() ? "of its other regions, and " : "")
                            + "on nodes without topology.kubernetes.io/region"
                            + (severalRegions() ? "," : "") + " call them alike: label all nodes"
                            + (severalRegions() ? ", and upgrade to 1.30 to have one order everywhere" : ""));
        }
    }
}

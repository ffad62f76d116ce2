package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;

/** What the entries that a cluster's proxies see cost them in memory. */
final class VisibilityCost {
    /** Measured with Envoy 1.40 under istiod 1.31, for each port of each entry that a proxy sees. */
    private static final int KILOBYTES_A_PORT = 80;

    private static final int WORTH_A_WARNING = 500;
    private static final int KILO = 1000;

    private final Cluster cluster;
    private int everywhere;
    private int scoped;

    VisibilityCost(Cluster cluster) {
        this.cluster = cluster;
    }

    void add(GlobalService service) {
        int ports = service.ports().size() * service.hosts().size();
        if (service.clients().namespaces().all()) {
            everywhere += ports;
        } else {
            scoped += ports;
        }
    }

    void report(Problems problems) {
        if (everywhere < WORTH_A_WARNING) {
            return;
        }
        problems.add(
                Code.VISIBILITY_COST,
                cluster.place(),
                "every proxy in cluster " + cluster.name() + " sees " + everywhere + " service ports, which costs each"
                        + " about " + everywhere * KILOBYTES_A_PORT / KILO + " MB"
                        + (scoped == 0 ? "" : " (" + scoped + " more are seen by some namespaces only)")
                        + "; name the calling namespaces in clients.namespaces, or the calling clusters in clients.clusters,"
                        + " and all others save that memory");
    }
}

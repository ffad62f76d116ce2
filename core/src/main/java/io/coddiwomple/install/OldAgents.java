package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.plan.version.Feature;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The clusters whose Istio is too old for its agent to answer DNS.
 *
 * @param clusters that are too old
 * @param all whether they are all that there are, and there are some
 */
record OldAgents(List<Cluster> clusters, boolean all) {
    /** How many are named. */
    private static final int MOST = 10;

    private static final String SINCE = Feature.AGENT_DNS.since();
    private static final String INSTEAD = "tell the cluster's own DNS instead, with --kind " + StubKind.COREDNS.word()
            + " or " + StubKind.KUBE_DNS.word();

    static OldAgents of(List<Cluster> clusters) {
        List<Cluster> old = clusters.stream()
                .filter(cluster -> !Feature.AGENT_DNS.in(cluster.istio()))
                .toList();
        return new OldAgents(old, !old.isEmpty() && old.size() == clusters.size());
    }

    /** What is wrong with the agent's form when all are too old. */
    String fault() {
        if (clusters.size() > 1) {
            return "the agents of all clusters answer no DNS, which came with Istio " + SINCE + ": " + named() + "; "
                    + INSTEAD;
        }
        Cluster only = clusters.getFirst();
        return "the agent of Istio " + only.istio() + ", which cluster " + only.name()
                + " has, answers no DNS: that came with " + SINCE + "; " + INSTEAD;
    }

    /** The same where it is right for others. */
    String warning() {
        return "the agent's form is not for " + named() + ": agents answer DNS from Istio " + SINCE + " on; there "
                + INSTEAD;
    }

    /** What the form itself says of them, empty when there are none. */
    String note() {
        return clusters.isEmpty()
                ? ""
                : "Not for " + named() + ": agents before " + SINCE + " answer no DNS. There the cluster's own DNS must"
                        + " ask, as --kind " + StubKind.COREDNS.word() + " and the others tell it.";
    }

    private String named() {
        String names = clusters.stream()
                .limit(MOST)
                .map(cluster -> cluster.name() + " (Istio " + cluster.istio() + ")")
                .collect(Collectors.joining(", "));
        int more = clusters.size() - MOST;
        return (clusters.size() == 1 ? "cluster " : "clusters ") + names + (more > 0 ? " and " + more + " more" : "");
    }
}

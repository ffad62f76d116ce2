package io.coddiwomple.app.run;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.spec.Options;
import java.util.List;

/** Says when {@code --istio-version} changes nothing: who gives it means another Istio than what is printed is for. */
final class VersionOption {
    private VersionOption() {}

    /** @param clusters that the user may have meant */
    static void check(Options options, List<Cluster> clusters, Report report) {
        if (options.defaultVersion() == null
                || clusters.isEmpty()
                || clusters.stream().anyMatch(Cluster::istioAssumed)) {
            return;
        }
        Cluster first = clusters.getFirst();
        report.warning("--istio-version " + options.defaultVersion() + " is not used: it is for clusters that name no"
                + " version, and "
                + (clusters.size() == 1
                        ? "cluster " + first.name() + " names Istio " + first.istio()
                        : "all clusters name theirs"));
    }
}

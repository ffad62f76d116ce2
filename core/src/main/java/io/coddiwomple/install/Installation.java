package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.TrustCheck;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * What the Istio of a cluster must be installed with, so that what is planned works: the same bytes for the same input.
 * Each installer of the cluster's release gets files that hold all of it, so one installer's files are enough.
 */
public final class Installation {
    private Installation() {}

    /**
     * The files, the best first, and what was noticed. With an error nothing may be used.
     *
     * @param input the options of a shell's command that reads this federation again, such as {@code -f mesh/}
     */
    public static List<InstallFile> files(Federation federation, Cluster cluster, String input, Problems problems) {
        Needs needs = Needs.of(federation, cluster, input, problems);
        TrustCheck.check(federation, cluster, problems);
        var files = new ArrayList<InstallFile>();
        if (cluster.istio().atLeast(5)) {
            files.addAll(Operator.files(needs));
        }
        if (cluster.istio().minor() == 4) {
            ControlPlane.file(needs).ifPresent(files::add);
        }
        if (!cluster.istio().atLeast(6)) {
            files.add(OldChart.file(needs));
        }
        if (cluster.istio().atLeast(12)) {
            files.addAll(Charts.files(needs));
        }
        return List.copyOf(files);
    }
}

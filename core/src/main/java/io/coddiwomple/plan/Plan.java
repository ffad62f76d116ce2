package io.coddiwomple.plan;

import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.address.Addresses;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Severity;
import java.util.List;

/**
 * What every chosen cluster needs, and what was noticed on the way. Immutable; a function of its inputs alone.
 *
 * @param clusters sorted by name
 * @param findings by place, code and message; with an error among them nothing may be used
 */
public record Plan(Federation federation, Addresses addresses, List<ClusterPlan> clusters, List<Problem> findings) {
    public boolean isRefused() {
        return findings.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }
}

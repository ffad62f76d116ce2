package io.coddiwomple.plan;

import io.coddiwomple.model.Subset;
import io.coddiwomple.plan.rules.Served;
import io.coddiwomple.plan.rules.ServiceFacts;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds services that mean different pods by one subset of one Kubernetes service: its server name is the same. */
final class SharedSubsets {
    private final Map<Name, Use> uses = new HashMap<>();
    private final Problems problems;

    private SharedSubsets(Problems problems) {
        this.problems = problems;
    }

    private record Name(String cluster, String service, String subset) {}

    private record Use(String service, Map<String, String> labels) {}

    static void check(List<ServiceFacts> services, Problems problems) {
        var check = new SharedSubsets(problems);
        for (ServiceFacts facts : services) {
            for (Subset subset : facts.service().traffic().subsets()) {
                facts.served().forEach(served -> check.add(facts, served, subset));
            }
        }
    }

    private void add(ServiceFacts facts, Served served, Subset subset) {
        String cluster = served.cluster().name();
        String fqdn = served.backend().service().fqdn();
        String service = facts.service().id();
        Use other = uses.putIfAbsent(new Name(cluster, fqdn, subset.name()), new Use(service, subset.labels()));
        if (other != null && !other.labels().equals(subset.labels())) {
            problems.add(
                    Code.SNI_CONFLICT,
                    facts.service().place(),
                    "services " + other.service() + " and " + service + " both have a subset " + subset.name() + " of "
                            + fqdn + " in cluster " + cluster + ", with labels " + other.labels() + " and "
                            + subset.labels() + ", but one server name for it; rename one of the subsets, or make their"
                            + " labels equal");
        }
    }
}

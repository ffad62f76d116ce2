package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.Optional;

/** Where two backends of one service differ so that one name cannot stand for both. */
final class Disagreement {
    private Disagreement() {}

    /**
     * Two backends that differ, as a sentence's middle.
     *
     * @param ports whether a differing port counts too
     */
    static Optional<String> find(ServiceFacts facts, boolean ports) {
        Backend first = facts.served().getFirst().backend();
        for (Served served : facts.served()) {
            Backend other = served.backend();
            if (!other.service().equals(first.service())) {
                return Optional.of(first.cluster() + " serves it as " + first.service() + " and " + other.cluster()
                        + " as " + other.service());
            }
            if (ports && !other.ports().equals(first.ports())) {
                return Optional.of(first.cluster() + " serves it at ports " + first.ports() + " and " + other.cluster()
                        + " at " + other.ports());
            }
        }
        return Optional.empty();
    }

    static void report(ServiceFacts facts, String difference, String why, Problems problems) {
        GlobalService service = facts.service();
        problems.add(
                Code.BACKENDS_DISAGREE,
                service.place(),
                "the backends of service " + service.id() + " differ: " + difference + "; " + why
                        + ", so make them equal or choose shape alias-sni (Istio 1.8.6, 1.9.5 or 1.10 and later)");
    }
}

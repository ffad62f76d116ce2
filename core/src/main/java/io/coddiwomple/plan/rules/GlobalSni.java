package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The SNI names the global host, and the serving cluster's own entry for it leads to the local service. A gateway
 * whose entry also holds other clusters would send calls on to them, and they back.
 */
final class GlobalSni implements ShapeRule {
    @Override
    public Shape shape() {
        return Shape.GLOBAL_SNI;
    }

    @Override
    public void check(ServiceFacts facts, Problems problems) {
        VersionNeed.passthroughByService(facts, shape(), problems);
        if (facts.served().size() > 1) {
            problems.add(
                    Code.TRANSIT_LOOP,
                    facts.service().place(),
                    "service " + facts.service().id() + " has " + facts.served().size()
                            + " backends, and with shape global-sni their gateways would pass failing calls to each other"
                            + " in a circle; use local-sni or alias-sni, or keep one backend");
        }
        for (Served served : facts.served()) {
            if (!facts.service().clients().clusters().contains(served.cluster().name())) {
                problems.add(
                        Code.TRANSIT_LOOP,
                        facts.service().place(),
                        "service " + facts.service().id() + " has shape global-sni, for which its gateway needs the"
                                + " entry of the serving cluster "
                                + served.cluster().name()
                                + ", but clients.clusters leaves that cluster out; add it or use local-sni");
            }
        }
    }

    @Override
    public @Nullable String sni(ServiceFacts facts, Port port, @Nullable Subset subset) {
        return null;
    }

    @Override
    public void export(ServiceFacts facts, Served served, ExportList exports) {
        facts.service().hosts().forEach(exports::letThrough);
    }

    @Override
    public void serve(ServiceFacts facts, Served served, Output output) {
        // The client entry of the serving cluster is what its gateway needs, and is planned as such.
    }
}

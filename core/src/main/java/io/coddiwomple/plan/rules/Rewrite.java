package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The gateway rewrites the server name from the global suffix to the local one, as Istio 1.1 to 1.7 shipped it; so the
 * service must be called alike on both sides, port included.
 */
final class Rewrite implements ShapeRule {
    @Override
    public Shape shape() {
        return Shape.REWRITE;
    }

    @Override
    public void check(ServiceFacts facts, Problems problems) {
        for (Served served : facts.served()) {
            if (!Feature.CLUSTER_REWRITE.in(served.cluster().istio())) {
                VersionNeed.report(
                        facts,
                        served.cluster(),
                        shape(),
                        "rewrites names at the gateway, which Istio lost with " + Feature.CLUSTER_REWRITE.until(),
                        "use local-sni, which works on every release",
                        problems);
            }
            checkNames(facts, served.backend(), problems);
        }
    }

    private static void checkNames(ServiceFacts facts, Backend backend, Problems problems) {
        String suffix = "." + facts.conventions().suffix();
        for (String host : facts.service().hosts()) {
            String wanted = backend.service().name() + "." + backend.service().namespace() + suffix;
            boolean ports = facts.service().ports().stream()
                    .allMatch(port -> backend.ports().getOrDefault(port.name(), 0) == port.number());
            if (!host.equals(wanted) || !ports) {
                problems.add(
                        Code.BACKENDS_DISAGREE,
                        backend.place(),
                        "shape rewrite turns " + host + " into a local name by its suffix alone, which is not backend "
                                + backend.service() + " in cluster " + backend.cluster() + " at the same ports; use"
                                + " host " + wanted + " and the backend's own port numbers, or shape local-sni");
            }
        }
    }

    @Override
    public @Nullable String sni(ServiceFacts facts, Port port, @Nullable Subset subset) {
        return null;
    }

    @Override
    public void export(ServiceFacts facts, Served served, ExportList exports) {
        exports.rewrite();
    }

    @Override
    public void serve(ServiceFacts facts, Served served, Output output) {
        // The gateway's filter serves all services at once.
    }
}

package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The client's SNI names the serving cluster's own Kubernetes service: no object per service there but the gateway's
 * list, and no loop is possible. All backends must agree on that name.
 */
final class LocalSni implements ShapeRule {
    @Override
    public Shape shape() {
        return Shape.LOCAL_SNI;
    }

    @Override
    public void check(ServiceFacts facts, Problems problems) {
        Disagreement.find(facts, true)
                .ifPresent(difference -> Disagreement.report(
                        facts, difference, "shape local-sni sends one server name to all of them", problems));
    }

    @Override
    public String sni(ServiceFacts facts, Port port, @Nullable Subset subset) {
        Backend backend = facts.served().getFirst().backend();
        return ServerName.of(
                backend.ports().getOrDefault(port.name(), port.number()),
                subset,
                backend.service().fqdn());
    }

    @Override
    public void export(ServiceFacts facts, Served served, ExportList exports) {
        String fqdn = served.backend().service().fqdn();
        exports.letThrough(Feature.PASSTHROUGH_BY_SERVICE.in(served.cluster().istio()) ? fqdn : "*." + fqdn);
    }

    @Override
    public void serve(ServiceFacts facts, Served served, Output output) {
        LocalSubsets.plan(facts, served, output);
    }
}

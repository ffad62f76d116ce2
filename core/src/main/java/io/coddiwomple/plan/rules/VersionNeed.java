package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;

/** Refusals because a serving cluster's Istio is too old or too new for a shape. */
final class VersionNeed {
    private VersionNeed() {}

    static void passthroughByService(ServiceFacts facts, Shape shape, Problems problems) {
        for (Served served : facts.served()) {
            Cluster cluster = served.cluster();
            if (!Feature.PASSTHROUGH_BY_SERVICE.in(cluster.istio())) {
                report(
                        facts,
                        cluster,
                        shape,
                        "needs gateways that match service names, which Istio has from 1.8.6, 1.9.5 and 1.10",
                        "make the backends' names and ports agree and use local-sni, or upgrade",
                        problems);
            }
        }
    }

    static void report(ServiceFacts facts, Cluster cluster, Shape shape, String need, String fix, Problems problems) {
        problems.add(
                Code.SHAPE_NEEDS_VERSION,
                facts.service().place(),
                "service " + facts.service().id() + " cannot be served by cluster " + cluster.name() + " (Istio "
                        + cluster.istio() + "): shape " + shape.word() + " " + need + "; " + fix);
    }
}

package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Shape;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which shape a service has: its own, else the one of its backends' clusters, else the federation's. */
public final class ShapeChoice {
    private ShapeChoice() {}

    /** The shape of a service; when its backends' clusters contradict each other, says so and returns one of theirs. */
    public static Shape of(Federation federation, GlobalService service, List<Served> served, Problems problems) {
        if (service.shape() != null) {
            return service.shape();
        }
        Map<Shape, String> clusters = new TreeMap<>();
        for (Served each : served) {
            Shape own = each.cluster().shape();
            clusters.putIfAbsent(
                    own == null ? federation.shape() : own, each.cluster().name());
        }
        if (clusters.size() == 1) {
            return clusters.keySet().iterator().next();
        }
        if (clusters.size() == 2 && clusters.containsKey(Shape.LOCAL_SNI) && clusters.containsKey(Shape.ALIAS_SNI)) {
            return Shape.ALIAS_SNI;
        }
        var words = new java.util.ArrayList<String>();
        clusters.forEach((shape, cluster) -> words.add(shape.word() + " (cluster " + cluster + ")"));
        problems.add(
                Code.MIXED_SHAPES,
                service.place(),
                "service " + service.id() + " has backends in clusters of different shapes: "
                        + String.join(", ", words)
                        + "; a client sends one server name to all of them, so give the service a shape of its own or the"
                        + " clusters the same");
        return clusters.keySet().iterator().next();
    }

    /** Whether a service of shape local-sni has backends that differ, so that only an alias can stand for all. */
    public static boolean needsAlias(ServiceFacts facts) {
        return facts.shape().shape() == Shape.LOCAL_SNI
                && facts.service().shape() == null
                && Disagreement.find(facts, true).isPresent();
    }
}

package io.coddiwomple.laws;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.YamlText;
import java.util.Optional;

/**
 * A random federation of current Istio releases that can be planned, for the tests of other modules.
 *
 * @param seed the same seed gives the same federation
 * @param text its resources, as {@code cw gen -f} reads them
 * @param plan what each cluster needs
 */
public record RandomFederation(long seed, String text, Plan plan) {
    /** Empty when the federation of this seed is one of those that are refused. */
    public static Optional<RandomFederation> of(long seed) {
        World world = Worlds.current(seed);
        Outcome outcome = Outcome.of(world);
        return outcome.accepted()
                ? Optional.of(new RandomFederation(seed, world.toString(), outcome.accept()))
                : Optional.empty();
    }

    /** A cluster's objects, as {@code cw gen} prints them. */
    public static String output(ClusterPlan cluster) {
        var text = new ByteText();
        for (Planned planned : cluster.objects()) {
            text.ascii("---\n");
            YamlText.append(planned.manifest().tree(), text);
        }
        return text.toString();
    }
}

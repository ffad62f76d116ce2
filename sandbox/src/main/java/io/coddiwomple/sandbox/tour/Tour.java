package io.coddiwomple.sandbox.tour;

import io.coddiwomple.model.Shape;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Four steps through three meshes. */
public final class Tour {
    private static final List<Step> STEPS = List.of(new HardWay(), new NewWay(), new Failover(), new Impostor());

    private Tour() {}

    /** The clusters that the tour wants up. */
    public static List<ClusterBlueprint> clusters() {
        return Stage.blueprints();
    }

    /** Gives the clusters what they get in the tour, without waiting for proxies, and makes a call that fails. */
    public static void rehearse(Sandbox sandbox, InstantSource clock) throws IOException, InterruptedException {
        var stage = new Stage(sandbox, clock);
        try {
            stage.give(Stage.federation("", Shape.INGRESS), List.of());
            stage.give(Stage.federation("", null), List.of());
            stage.call("copenhagen", "http://httpbin.bar.global:8000/");
        } catch (Refused | Unknown impossible) {
            throw new IllegalStateException("the tour asks for what it does not have", impossible);
        }
    }

    /**
     * Tells it.
     *
     * @param sandbox with {@link #clusters} up
     * @return whether every step held
     * @throws Failed when the meshes do not come to be as a step needs them
     * @throws InterruptedException when it is to end, in the middle of whatever it does
     */
    public static boolean tell(Sandbox sandbox, InstantSource clock, Story story)
            throws Failed, IOException, InterruptedException {
        var stage = new Stage(sandbox, clock);
        var counting = new CountingStory(story);
        for (int i = 0; i < STEPS.size(); i++) {
            Step step = STEPS.get(i);
            counting.title(i + 1 + "  " + step.title());
            try {
                step.go(stage, counting);
            } catch (Refused | Unknown impossible) {
                throw new IllegalStateException("the tour asks for what it does not have", impossible);
            }
        }
        counting.title("Done");
        counting.say(counting.held() + " of " + counting.checks() + " checks held.");
        return counting.held() == counting.checks();
    }
}

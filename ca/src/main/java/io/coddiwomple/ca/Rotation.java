package io.coddiwomple.ca;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the replacement of a root stands. It follows from the files alone, so nothing can disagree with them.
 *
 * @param root the one that is replaced, or that signs when none is
 * @param next the one that takes its place, or null when none is replaced
 * @param steps all of them, in their order
 */
public record Rotation(Root root, @Nullable Root next, List<Step> steps) {
    /** What a step does to the folder. */
    public enum Kind {
        /** A new root beside the old one. */
        NEW_ROOT,
        /** Every cluster trusts both roots. */
        BOTH_ROOTS,
        /** One cluster's intermediate is signed by the new root. */
        REISSUE,
        /** Every cluster trusts the new root only, and it takes the old one's place. */
        OLD_ROOT_OUT
    }

    /**
     * A step.
     *
     * @param clusters whose files it changes, sorted; of a step that was begun all, those that it has changed already too
     */
    public record Step(Kind kind, List<String> clusters, boolean done) {}

    public boolean isUnderWay() {
        return next != null;
    }

    /** The step to do next: the first that is not done. */
    public Step nextStep() {
        return steps.stream()
                .filter(step -> !step.done)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last step is never done: it ends the rotation"));
    }
}

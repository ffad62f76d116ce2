package io.coddiwomple.sandbox;

import io.coddiwomple.port.ResourceStore.Outcome;
import java.util.Collections;
import java.util.List;

/** How many objects a write made, changed, removed and left alone. */
public record Changes(int created, int changed, int removed, int unchanged) {
    static Changes of(List<Outcome> outcomes) {
        return new Changes(
                Collections.frequency(outcomes, Outcome.CREATED),
                Collections.frequency(outcomes, Outcome.CHANGED),
                Collections.frequency(outcomes, Outcome.REMOVED),
                Collections.frequency(outcomes, Outcome.UNCHANGED));
    }
}

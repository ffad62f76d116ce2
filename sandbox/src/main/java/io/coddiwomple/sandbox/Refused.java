package io.coddiwomple.sandbox;

import io.coddiwomple.envoy.Refusal;
import java.util.List;

/** Objects that the control plane cannot translate faithfully; nothing was changed. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    Refused(List<Refusal> refusals) {
        super(String.join("\n", refusals.stream().map(Refusal::toString).toList()));
        this.refusals = List.copyOf(refusals);
    }

    /** All of them, sorted; at least one. */
    public List<Refusal> refusals() {
        return refusals;
    }
}

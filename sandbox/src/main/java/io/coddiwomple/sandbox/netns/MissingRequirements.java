package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.util.List;

/** This machine, or the user, cannot have network namespaces of its own. */
public final class MissingRequirements extends IOException {
    private static final long serialVersionUID = 1;

    private final List<String> missing;

    MissingRequirements(List<String> missing) {
        super("workloads cannot have network namespaces here, which take the place of a cluster's network: "
                + String.join("; ", missing));
        this.missing = List.copyOf(missing);
    }

    /** All that is missing, each with what to do about it. */
    public List<String> missing() {
        return missing;
    }
}

package io.coddiwomple.sandbox;

import java.util.List;

/** The meshes did not come to be as they should. */
public final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final transient List<String> reasons;

    /** @param reasons at least one */
    Failed(String what, List<String> reasons) {
        super(what + ": " + String.join("; ", reasons));
        this.what = what;
        this.reasons = List.copyOf(reasons);
    }

    /** What failed, in a clause. */
    public String what() {
        return what;
    }

    /** Why, each in a sentence; at least one. */
    public List<String> reasons() {
        return reasons;
    }
}

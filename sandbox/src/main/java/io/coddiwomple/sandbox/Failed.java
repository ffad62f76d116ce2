package io.coddiwomple.sandbox;

import java.util.List;

/** The meshes did not come to be as they should. */
public final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reasons at least one */
    Failed(String what, List<String> reasons) {
        super(what + ": " + String.join("; ", reasons));
    }
}

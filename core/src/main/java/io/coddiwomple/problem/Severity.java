package io.coddiwomple.problem;

import java.util.Locale;

/** How much a problem matters. */
public enum Severity {
    /** Refuses the whole input: exit code 2 and nothing is done. */
    ERROR,
    /** Worth a change, and does not refuse. */
    WARNING,
    /** Worth knowing. */
    NOTE;

    /** The word that a printed problem begins with: {@code error}, {@code warning} or {@code note}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

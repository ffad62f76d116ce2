package io.coddiwomple.ca;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server could not be asked for its certificates. The message is a sentence for the user. */
public final class Unreachable extends IOException {
    private static final long serialVersionUID = 1;

    Unreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

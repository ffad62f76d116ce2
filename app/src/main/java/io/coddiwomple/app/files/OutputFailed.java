package io.coddiwomple.app.files;

import java.io.IOException;

/** A result could not be written. The message is a sentence for the user. */
public final class OutputFailed extends IOException {
    private static final long serialVersionUID = 1;

    OutputFailed(String message, Throwable cause) {
        super(message, cause);
    }

    OutputFailed(String message) {
        super(message);
    }
}

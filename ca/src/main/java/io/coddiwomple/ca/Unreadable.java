package io.coddiwomple.ca;

import org.jspecify.annotations.Nullable;

/** A text is not what it should be. The message completes the sentence that begins with its name. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean forWantOfPassphrase;

    Unreadable(String message) {
        this(message, null, false);
    }

    Unreadable(String message, Throwable cause) {
        this(message, cause, false);
    }

    private Unreadable(String message, @Nullable Throwable cause, boolean forWantOfPassphrase) {
        super(message, cause);
        this.forWantOfPassphrase = forWantOfPassphrase;
    }

    /** It is encrypted, and the passphrase is missing or another one. */
    static Unreadable passphrase(String message, @Nullable Throwable cause) {
        return new Unreadable(message, cause, true);
    }

    boolean isForWantOfPassphrase() {
        return forWantOfPassphrase;
    }

    /** What is wrong, never null. */
    String what() {
        return String.valueOf(getMessage());
    }
}

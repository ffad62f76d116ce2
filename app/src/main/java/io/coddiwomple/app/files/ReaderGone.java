package io.coddiwomple.app.files;

import java.io.IOException;

/** Whoever read standard output has closed it, as {@code head} does when it has seen enough: no reason to complain. */
public final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1;

    ReaderGone(IOException cause) {
        super("nobody reads standard output any more", cause);
    }
}

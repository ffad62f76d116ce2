package io.coddiwomple.app.files;

import java.io.IOException;
import java.io.OutputStream;

/** What a file is to hold. */
@FunctionalInterface
public interface Content {
    /** Writes all of it; the stream is buffered, and neither flushed nor closed here. */
    void writeTo(OutputStream out) throws IOException;
}

package io.coddiwomple.sandbox.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths of Unix domain sockets. */
final class SocketPath {
    /** Linux' {@code sun_path} has 108 bytes, of which the last is 0 (unix(7)). */
    static final int LONGEST = 107;

    private SocketPath() {}

    /** The path itself, when a socket can have it. */
    static Path checked(Path path) {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST || !path.isAbsolute()) {
            throw new IllegalArgumentException(
                    "a socket cannot have this path, as it is not absolute or has " + length + " bytes: " + path);
        }
        return path;
    }
}

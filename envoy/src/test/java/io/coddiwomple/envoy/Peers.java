package io.coddiwomple.envoy;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real programs that the repository does not hold, for the tests of this module and of those that are built on it. */
public final class Peers {
    private Peers() {}

    /** Where {@code it/peers/build} puts them: {@code CW_PEERS}, or a folder of the user's cache. */
    public static Path folder() {
        String own = System.getenv("CW_PEERS");
        if (own != null && !own.isEmpty()) {
            return Path.of(own);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path caches =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return caches.resolve("coddiwomple/peers");
    }

    /** The program; {@link #stop} where it is not. */
    public static Path envoy() {
        Path program = folder().resolve("bin/envoy");
        if (!Files.isExecutable(program)) {
            stop("no envoy in " + folder() + " (it/peers/build fetches it, given pip)");
        }
        return program;
    }

    /** Skips the test, as this machine lacks something that it needs; fails it there with {@code -Dpeers.required=true}. */
    public static void stop(String reason) {
        if (Boolean.getBoolean("peers.required")) {
            fail(reason);
        }
        assumeTrue(false, reason);
    }
}

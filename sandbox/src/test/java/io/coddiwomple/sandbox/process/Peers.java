package io.coddiwomple.sandbox.process;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Real programs that the repository does not hold. */
final class Peers {
    private Peers() {}

    /** Where {@code it/peers/build} puts it; skips the test where it is not, unless {@code -Dpeers.required=true}. */
    static EnvoyBinary envoy() throws EnvoyUnusable, InterruptedException {
        String own = System.getenv("CW_PEERS");
        String cache = System.getenv("XDG_CACHE_HOME");
        Path peers = own != null && !own.isEmpty()
                ? Path.of(own)
                : (cache == null || cache.isEmpty()
                                ? Path.of(System.getProperty("user.home"), ".cache")
                                : Path.of(cache))
                        .resolve("coddiwomple/peers");
        Path program = peers.resolve("bin/envoy");
        if (!Files.isExecutable(program)) {
            String reason = "no envoy in " + peers + " (it/peers/build fetches it, given pip)";
            if (Boolean.getBoolean("peers.required")) {
                fail(reason);
            }
            assumeTrue(false, reason);
        }
        Consumer<String> silent = _ -> {};
        return EnvoyBinary.find(program, new Surroundings(java.util.Map.of(), Path.of("/")), silent);
    }
}

package io.coddiwomple.sandbox.process;

import io.coddiwomple.envoy.Peers;
import java.nio.file.Path;
import java.util.Map;

/** The Envoy that tests run. */
public final class EnvoyForTests {
    private EnvoyForTests() {}

    public static EnvoyBinary envoy() throws EnvoyUnusable, InterruptedException {
        return EnvoyBinary.find(Peers.envoy(), new Surroundings(Map.of(), Path.of("/")), _ -> {});
    }
}

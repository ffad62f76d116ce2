package io.coddiwomple.sandbox.process;

/** The Envoy that tests of other packages run. */
public final class EnvoyForTests {
    private EnvoyForTests() {}

    public static EnvoyBinary envoy() throws EnvoyUnusable, InterruptedException {
        return Peers.envoy();
    }
}

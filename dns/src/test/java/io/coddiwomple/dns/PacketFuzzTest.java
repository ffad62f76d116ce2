package io.coddiwomple.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever comes in: a well-formed answer, or silence. */
class PacketFuzzTest {
    private static final PacketCheck CHECK = new PacketCheck();

    @FuzzTest(maxDuration = "60s")
    void neverFails(byte[] packet) {
        CHECK.accept(packet);
    }
}

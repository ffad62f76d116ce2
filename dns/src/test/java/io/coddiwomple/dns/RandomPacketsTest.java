package io.coddiwomple.dns;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets that somebody broke on purpose, the same ones each time. */
class RandomPacketsTest {
    private static final int PACKETS = Integer.getInteger("dns.packets", 200_000);

    @Test
    void everyPacketHasAWellFormedAnswerOrNone() {
        var random = new Random(20_26);
        var check = new PacketCheck();
        for (int i = 0; i < PACKETS; i++) {
            check.accept(RandomPackets.next(random));
        }
    }
}

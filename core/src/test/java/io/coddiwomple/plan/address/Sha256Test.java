package io.coddiwomple.plan.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Sha256Test {
    @Test
    void givesThePublishedDigest() {
        assertThat(HexFormat.of().formatHex(Sha256.digest("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void agreesWithThePlatformForEveryLengthUpToSixBlocks() throws NoSuchAlgorithmException {
        var random = new SplittableRandom(1);
        MessageDigest platform = MessageDigest.getInstance("SHA-256");
        for (int length = 0; length <= 6 * 64; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertThat(Sha256.digest(message)).as("length %d", length).isEqualTo(platform.digest(message));
        }
    }
}

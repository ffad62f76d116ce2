package io.coddiwomple.dns;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests that are nearly right, and some that are not at all. */
final class RandomPackets {
    private static final List<String> LABELS = List.of(
            "httpbin", "bar", "global", "many", "wild", "known", "*", "in-addr", "arpa", "240", "1", "2", "3",
            "HTTPBIN");
    private static final List<String> SUFFIXES =
            List.of("bar.global", "wild.global", "global", "240.in-addr.arpa", "d.f.ip6.arpa", "example.com", "");
    private static final int[] TYPES = {1, 28, 6, 2, 12, 255, 252, 41, 65, 16, 33, 0, 65_535};

    private RandomPackets() {}

    static byte[] next(Random random) {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] packet = request(random);
        int changes = Math.max(0, random.nextInt(8) - 4);
        for (int i = 0; i < changes; i++) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
        int cut = random.nextInt(10);
        return cut == 0
                ? Arrays.copyOf(packet, random.nextInt(packet.length + 1))
                : cut == 1 ? Arrays.copyOf(packet, packet.length + random.nextInt(4)) : packet;
    }

    private static byte[] request(Random random) {
        var out = new ByteArrayOutputStream();
        boolean edns = random.nextBoolean();
        shorts(out, random.nextInt(65_536), random.nextInt(8) == 0 ? random.nextInt(65_536) : 0x0100);
        shorts(out, random.nextInt(30) == 0 ? random.nextInt(3) : 1, 0, 0, edns ? 1 : 0);
        name(out, random);
        shorts(out, TYPES[random.nextInt(TYPES.length)], random.nextInt(20) == 0 ? random.nextInt(256) : 1);
        if (edns) {
            out.write(0);
            shorts(out, 41, random.nextInt(4) == 0 ? random.nextInt(65_536) : 1232);
            shorts(out, random.nextInt(10) == 0 ? random.nextInt(65_536) : 0, random.nextBoolean() ? 0x8000 : 0);
            if (random.nextBoolean()) {
                int size = random.nextInt(5) == 0 ? random.nextInt(50) : random.nextBoolean() ? 8 : 24;
                shorts(out, size + 4, random.nextInt(5) == 0 ? random.nextInt(20) : 10, size);
                byte[] value = new byte[size];
                random.nextBytes(value);
                out.writeBytes(value);
            } else {
                shorts(out, 0);
            }
        }
        return out.toByteArray();
    }

    private static void name(ByteArrayOutputStream out, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            label(
                    out,
                    random.nextInt(6) == 0
                            ? "x".repeat(random.nextInt(64))
                            : LABELS.get(random.nextInt(LABELS.size())));
        }
        for (String label : SUFFIXES.get(random.nextInt(SUFFIXES.size())).split("\\.", -1)) {
            label(out, label);
        }
        out.write(0);
    }

    private static void label(ByteArrayOutputStream out, String label) {
        if (!label.isEmpty()) {
            out.write(label.length());
            label.chars().forEach(out::write);
        }
    }

    private static void shorts(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value >> 8);
            out.write(value);
        }
    }
}

package io.coddiwomple.sandbox.loopback;

import java.util.HashMap;
import java.util.Map;

/**
 * The loopback addresses of one workload, 4,095 of {@code 127.0.0.0/8}: its pod's, its application's, and one for each
 * address that the application calls. An address once given never changes. Guarded by itself.
 */
final class Block {
    private static final int SIZE = 1 << 12;
    /** {@code 127.16.0.0}: low numbers are where other programs look first. */
    private static final int FIRST = 127 << 24 | 16 << 16;

    private static final int BLOCKS = (240 << 16) / SIZE;
    private static final int POD = 1;
    private static final int APPLICATION = 2;
    private static final int UNNAMED = 3;

    private final int base;
    private final Map<String, String> given = new HashMap<>();

    /** @param ordinal from 0 */
    Block(int ordinal) {
        if (ordinal >= BLOCKS) {
            throw new IllegalStateException("there are loopback addresses for " + BLOCKS + " workloads only");
        }
        base = FIRST + ordinal * SIZE;
    }

    String pod() {
        return text(POD);
    }

    String application() {
        return text(APPLICATION);
    }

    /** Of services without an address, which share one. */
    String unnamed() {
        return text(UNNAMED);
    }

    /** Stands for an address of a service. */
    synchronized String standsFor(String address) {
        return given.computeIfAbsent(address, _ -> {
            int number = UNNAMED + 1 + given.size();
            if (number >= SIZE) {
                throw new IllegalStateException("a workload can call " + (SIZE - UNNAMED - 1) + " addresses at most");
            }
            return text(number);
        });
    }

    private String text(int number) {
        int address = base + number;
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }
}

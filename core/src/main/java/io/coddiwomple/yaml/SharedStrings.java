package io.coddiwomple.yaml;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Strings out of the bytes of a text: short ones that come again are the same object again. Owned by one thread. */
final class SharedStrings {
    private static final int WORDS = 3;
    private static final int LONGEST = WORDS * Long.BYTES;
    private static final int SLOT_BITS = 11;
    /** The fraction of the golden ratio: it spreads what differs in a few bits. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final byte[] bytes;
    private final ByteBuffer words;
    private final String[] strings = new String[1 << SLOT_BITS];
    /** The bytes of each of them, zeros behind them: what is compared is not looked for all over the memory. */
    private final long[] contents = new long[WORDS << SLOT_BITS];

    /** @param words the bytes in little-endian order */
    SharedStrings(byte[] bytes, ByteBuffer words) {
        this.bytes = bytes;
        this.words = words;
        Arrays.fill(strings, "");
    }

    /** What stands at an offset: ASCII without a zero byte. */
    String get(int from, int length) {
        if (length > LONGEST || from > bytes.length - LONGEST) {
            return ascii(from, length);
        }
        long first = word(from, length);
        long second = word(from + Long.BYTES, length - Long.BYTES);
        long third = word(from + 2 * Long.BYTES, length - 2 * Long.BYTES);
        long mixed = (first ^ Long.rotateLeft(second, 21) ^ Long.rotateLeft(third, 42)) * GOLDEN;
        int slot = (int) (mixed >>> Long.SIZE - SLOT_BITS);
        int at = slot * WORDS;
        if (contents[at] != first || contents[at + 1] != second || contents[at + 2] != third) {
            contents[at] = first;
            contents[at + 1] = second;
            contents[at + 2] = third;
            strings[slot] = ascii(from, length);
        }
        return strings[slot];
    }

    private long word(int from, int length) {
        if (length <= 0) {
            return 0;
        }
        long word = words.getLong(from);
        return length < Long.BYTES ? word & (1L << length * Byte.SIZE) - 1 : word;
    }

    /** The only constructor that has no charset to look at, which shows with millions of strings. */
    @SuppressWarnings("deprecation")
    private String ascii(int from, int length) {
        return new String(bytes, 0, from, length);
    }
}

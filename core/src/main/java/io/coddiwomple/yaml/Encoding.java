package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import java.nio.ByteBuffer;

/** Whether bytes are UTF-8, as RFC 3629 defines it. */
final class Encoding {
    /** The bit, in each of eight bytes, that no character of ASCII has. */
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private static final String SAVE = "; save the file as UTF-8";

    private Encoding() {}

    /**
     * Where the text begins: after a byte order mark, if there is one.
     *
     * @throws Refused when the bytes are not UTF-8
     */
    static int check(String file, byte[] bytes) {
        String other = otherMark(bytes);
        if (other != null) {
            throw new Refused(Code.NOT_UTF8, Place.file(file), other + SAVE);
        }
        int start = at(bytes, 0) == 0xEF && at(bytes, 1) == 0xBB && at(bytes, 2) == 0xBF ? 3 : 0;
        int bad = firstBad(bytes, start);
        if (bad >= 0) {
            throw new Refused(Code.NOT_UTF8, place(file, bytes, start, bad), reason(bytes, bad) + SAVE);
        }
        return start;
    }

    private static @org.jspecify.annotations.Nullable String otherMark(byte[] bytes) {
        int first = at(bytes, 0);
        int second = at(bytes, 1);
        boolean moreZeros = at(bytes, 2) == 0 && at(bytes, 3) == 0;
        if (first == 0xFF && second == 0xFE) {
            return "the file begins with the byte order mark of " + (moreZeros ? "UTF-32" : "UTF-16")
                    + ", and only UTF-8 is read";
        }
        if (first == 0xFE && second == 0xFF) {
            return "the file begins with the byte order mark of UTF-16, and only UTF-8 is read";
        }
        if (first == 0 && second == 0 && at(bytes, 2) == 0xFE && at(bytes, 3) == 0xFF) {
            return "the file begins with the byte order mark of UTF-32, and only UTF-8 is read";
        }
        if (first == 0 || second == 0) {
            return "the file begins with a zero byte, as text in UTF-16 or UTF-32 does, and only UTF-8 is read";
        }
        return null;
    }

    /** The offset of the first byte that no valid character holds, or -1. */
    private static int firstBad(byte[] bytes, int start) {
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int at = start;
        while (at < bytes.length) {
            if (at <= bytes.length - Long.BYTES && (words.getLong(at) & NOT_ASCII) == 0) {
                at += Long.BYTES;
                continue;
            }
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int length = length(bytes, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /** The bytes of the character that begins at an offset with a byte above 0x7F, or 0 when it is not valid. */
    private static int length(byte[] bytes, int at) {
        int lead = at(bytes, at);
        int second = at(bytes, at + 1);
        if (lead >= 0xC2 && lead <= 0xDF) {
            return follows(second) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            boolean overlong = lead == 0xE0 && second < 0xA0;
            boolean surrogate = lead == 0xED && second > 0x9F;
            return follows(second) && !overlong && !surrogate && follows(at(bytes, at + 2)) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            boolean overlong = lead == 0xF0 && second < 0x90;
            boolean tooHigh = lead == 0xF4 && second > 0x8F;
            boolean valid = follows(second) && !overlong && !tooHigh;
            return valid && follows(at(bytes, at + 2)) && follows(at(bytes, at + 3)) ? 4 : 0;
        }
        return 0;
    }

    private static boolean follows(int value) {
        return (value & 0xC0) == 0x80;
    }

    /** The byte at an offset as 0 to 255, or -1 after the end: no test of a continuation byte accepts it. */
    private static int at(byte[] bytes, int offset) {
        return offset < bytes.length ? bytes[offset] & 0xFF : -1;
    }

    private static String reason(byte[] bytes, int bad) {
        String value = "the byte 0x" + Integer.toHexString(bytes[bad] & 0xFF).toUpperCase(java.util.Locale.ROOT);
        return value + " at offset " + bad + " is not UTF-8";
    }

    /** Line and column of an offset before which everything is valid. */
    private static Place place(String file, byte[] bytes, int start, int offset) {
        int line = 1;
        int column = 1;
        for (int at = start; at < offset; at++) {
            byte value = bytes[at];
            if (value == '\n' || value == '\r' && at(bytes, at + 1) != '\n') {
                line++;
                column = 1;
            } else if (!follows(value & 0xFF)) {
                column++;
            }
        }
        return new Place(file, line, column);
    }
}

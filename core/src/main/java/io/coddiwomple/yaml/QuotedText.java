package io.coddiwomple.yaml;

import io.coddiwomple.problem.Characters;

/** Strings in double quotes, with what cannot be seen as escapes. */
final class QuotedText {
    private static final String HEX = "0123456789abcdef";

    private QuotedText() {}

    /** As YAML 1.1 and 1.2 read it. */
    static void yaml(String text, ByteText out) {
        append(text, true, out);
    }

    /** As RFC 8259 has it. */
    static void json(String text, ByteText out) {
        append(text, false, out);
    }

    private static void append(String text, boolean yaml, ByteText out) {
        out.ascii('"');
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit >= ' ' && unit <= '~') {
                if (unit == '"' || unit == '\\') {
                    out.ascii('\\');
                }
                out.ascii(unit);
                at++;
            } else {
                int point = text.codePointAt(at);
                at += Character.charCount(point);
                if (Characters.isVisible(point) || isLoneSurrogate(point)) {
                    out.codePoint(point);
                } else {
                    escape(point, yaml, out);
                }
            }
        }
        out.ascii('"');
    }

    /** {@link ByteText#codePoint} writes U+FFFD for it: its escape would be refused by most readers. */
    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static void escape(int point, boolean yaml, ByteText out) {
        char letter = switch (point) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
        out.ascii('\\');
        if (letter != 0) {
            out.ascii(letter);
        } else if (point < 0x10000) {
            hex('u', point, 4, out);
        } else if (yaml) {
            hex('U', point, 8, out);
        } else {
            hex('u', Character.highSurrogate(point), 4, out);
            out.ascii('\\');
            hex('u', Character.lowSurrogate(point), 4, out);
        }
    }

    private static void hex(char kind, int value, int digits, ByteText out) {
        out.ascii(kind);
        for (int shift = 4 * digits - 4; shift >= 0; shift -= 4) {
            out.ascii(HEX.charAt(value >> shift & 0xF));
        }
    }
}

package io.coddiwomple.problem;

import java.util.Locale;

/** What a message may show of text that others wrote: nothing that acts on a terminal or feigns another line. */
public final class Characters {
    private Characters() {}

    /** The text on one line, with {@code <U+001B>} for what cannot be seen. */
    public static String visible(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isVisible(point) || point == ' ') {
                shown.appendCodePoint(point);
            } else {
                shown.append('<').append(hex(point)).append('>');
            }
        });
        return shown.toString();
    }

    /**
     * Whether a character can be seen and does nothing else: no controls, no blanks but those that everyone knows, no
     * marks that join, hide or turn text. A fixed list, so that a newer Java gives the same bytes.
     */
    public static boolean isVisible(int point) {
        if (point < 0xA1) {
            return point > ' ' && point < 0x7F;
        }
        if (point >= 0xFFF0) {
            return point >= 0xFFFC && (point & 0xFFFE) != 0xFFFE && point >> 16 != 0xE;
        }
        boolean blank = point == 0x1680 || point == 0x3000 || point >= 0x2000 && point <= 0x200F;
        boolean mark = point >= 0x2028 && point <= 0x202F || point >= 0x205F && point <= 0x206F;
        boolean hidden = point == 0xAD || point == 0x61C || point == 0x180E || point == 0xFEFF;
        return !blank && !mark && !hidden && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }

    /** {@code U+0007}. */
    public static String hex(int point) {
        String digits = Integer.toHexString(point).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}

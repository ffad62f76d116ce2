package io.coddiwomple.yaml;

/** Pieces of the user's text as a message can show them: short, on one line, harmless to a terminal. */
final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** The text in double quotes, cut after 60 characters. */
    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /** The text without quotes, cut after 60 characters. */
    static String plain(String text) {
        var shown = new StringBuilder();
        int at = 0;
        for (int count = 0; at < text.length() && count < LONGEST; count++) {
            int point = text.codePointAt(at);
            append(point, shown);
            at += Character.charCount(point);
        }
        return shown.append(at < text.length() ? "…" : "").toString();
    }

    /** One character: itself in double quotes, or {@code U+0007} when it cannot be seen. */
    static String character(int point) {
        if (point == '"') {
            return "'\"'";
        }
        return isVisible(point) ? "\"" + Character.toString(point) + "\"" : hex(point);
    }

    private static void append(int point, StringBuilder shown) {
        if (isVisible(point) || point == ' ') {
            shown.appendCodePoint(point);
        } else {
            shown.append('<').append(hex(point)).append('>');
        }
    }

    /**
     * Whether a character can be seen and does nothing else: no controls, no blanks but those that everyone knows, no
     * marks that join, hide or turn text. A fixed list, so that a newer Java gives the same bytes.
     */
    static boolean isVisible(int point) {
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

    private static String hex(int point) {
        String digits = Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}

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
        return visible(point) ? "\"" + Character.toString(point) + "\"" : hex(point);
    }

    private static void append(int point, StringBuilder shown) {
        if (visible(point) || point == ' ') {
            shown.appendCodePoint(point);
        } else {
            shown.append('<').append(hex(point)).append('>');
        }
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String hex(int point) {
        String digits = Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}

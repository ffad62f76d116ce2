package io.coddiwomple.yaml;

import io.coddiwomple.problem.Characters;

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
        int end = 0;
        for (int count = 0; end < text.length() && count < LONGEST; count++) {
            end += Character.charCount(text.codePointAt(end));
        }
        return Characters.visible(text.substring(0, end)) + (end < text.length() ? "…" : "");
    }

    /** One character: itself in double quotes, or {@code U+0007} when it cannot be seen. */
    static String character(int point) {
        if (point == '"') {
            return "'\"'";
        }
        return Characters.isVisible(point) ? "\"" + Character.toString(point) + "\"" : Characters.hex(point);
    }
}

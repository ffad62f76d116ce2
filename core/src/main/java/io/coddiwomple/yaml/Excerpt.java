package io.coddiwomple.yaml;

import io.coddiwomple.problem.Characters;

/** Pieces of the user's text as a message can show them: short, on one line, harmless to a terminal. */
final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** The text in double quotes, cut after 60 characters as shown. */
    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /** The text without quotes, cut after 60 characters as shown. */
    static String plain(String text) {
        var shown = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (shown.length() >= LONGEST) {
                return shown.append('…').toString();
            }
            shown.append(Characters.visible(Character.toString(point)));
            at += Character.charCount(point);
        }
        return shown.toString();
    }

    /** One character: itself in double quotes, or {@code U+0007} when it cannot be seen. */
    static String character(int point) {
        if (point == '"') {
            return "'\"'";
        }
        return Characters.isVisible(point) ? "\"" + Character.toString(point) + "\"" : Characters.hex(point);
    }
}

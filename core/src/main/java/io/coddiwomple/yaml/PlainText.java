package io.coddiwomple.yaml;

import io.coddiwomple.problem.Characters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a string can stand in YAML without quotes and still be that string, for readers of YAML 1.1 and 1.2 alike.
 * When in doubt it cannot: {@code yes}, {@code 1.30}, {@code 0x1}, {@code 1_000}, {@code 12:30:45}, {@code ~}, dates …
 */
final class PlainText {
    /** Needs quotes. */
    static final int QUOTED = 0;
    /** Plain, and nothing but ASCII. */
    static final int ASCII = 1;
    /** Plain, with characters beyond ASCII. */
    static final int WIDE = 2;

    /** In no number, and harmless anywhere. */
    private static final int FREE = 1;
    /** What numbers, times and dates are made of, in any base. */
    private static final int NUMERIC = 2;
    /** Means something as the first character only. */
    private static final int INSIDE = 4;
    /** Colon, hash and blank: what they mean depends on what is next to them. */
    private static final int BY_PLACE = 8;

    private static final int NEVER = 16;

    private static final byte[] KINDS = kinds();

    /**
     * Some strings that were found to be {@link #ASCII}, by hash. The names of fields are the same few objects again and
     * again, so this spares looking at every character. Threads may overwrite each other: what is here is true anyway.
     */
    private static final @Nullable String[] KNOWN = new String[1024];

    private PlainText() {}

    /** As {@link #judge}, and faster for the same object again. */
    static int judgeName(String name) {
        int slot = name.hashCode() & KNOWN.length - 1;
        if (name.equals(KNOWN[slot])) {
            return ASCII;
        }
        int verdict = judge(name);
        if (verdict == ASCII) {
            KNOWN[slot] = name;
        }
        return verdict;
    }

    private static byte[] kinds() {
        var kinds = new byte[128];
        Arrays.fill(kinds, (byte) NEVER);
        set(kinds, "ghijklmnpqrsuvwyGHIJKLMNPQRSUVWY/$(^~\\;", FREE);
        set(kinds, "0123456789abcdefABCDEFxXoOtTzZ_.", NUMERIC);
        set(kinds, "-+,?[]{}&*!|>'\"%@`=<)", INSIDE);
        set(kinds, ": #", BY_PLACE);
        return kinds;
    }

    private static void set(byte[] kinds, String characters, int kind) {
        for (int at = 0; at < characters.length(); at++) {
            kinds[characters.charAt(at)] = (byte) kind;
        }
    }

    /** {@link #QUOTED}, {@link #ASCII} or {@link #WIDE}. */
    static int judge(String text) {
        int seen = 0;
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit >= 0x80) {
                return judgeWide(text);
            }
            seen |= KINDS[unit];
        }
        return isPlain(text, seen) ? ASCII : QUOTED;
    }

    private static int judgeWide(String text) {
        int seen = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            seen |= kind(point);
            at += Character.charCount(point);
        }
        return isPlain(text, seen) ? WIDE : QUOTED;
    }

    private static int kind(int point) {
        if (point < 0x80) {
            return KINDS[point];
        }
        return Characters.isVisible(point) ? FREE : NEVER;
    }

    /** @param seen the kinds of all characters */
    private static boolean isPlain(String text, int seen) {
        if (text.isEmpty() || (seen & NEVER) != 0 || (kind(text.charAt(0)) & (INSIDE | BY_PLACE)) != 0) {
            return false;
        }
        if ((seen & BY_PLACE) != 0 && meansSomethingByPlace(text)) {
            return false;
        }
        if ((seen & FREE) == 0 && beginsLikeANumber(text)) {
            return isDotted(text);
        }
        return !(text.length() <= 5 && isWord(text)) && !text.startsWith("...");
    }

    private static boolean meansSomethingByPlace(String text) {
        char last = text.charAt(text.length() - 1);
        return last == ' ' || last == ':' || text.contains(": ") || text.contains(" #");
    }

    /** No number begins with a letter; those with a sign are quoted already. */
    private static boolean beginsLikeANumber(String text) {
        char first = text.charAt(0);
        return first <= '9' || first == '_';
    }

    /** Digits in three groups or more, as in an IP address or a version, which no reader takes for a number. */
    private static boolean isDotted(String text) {
        int dots = 0;
        char previous = '.';
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '.' ? previous == '.' : next < '0' || next > '9') {
                return false;
            }
            dots += next == '.' ? 1 : 0;
            previous = next;
        }
        return dots > 1 && previous != '.';
    }

    /** The words that some version of YAML reads as something else than a string. */
    private static boolean isWord(String text) {
        return switch (text.length()) {
            case 1 -> text.equals("~") || text.equalsIgnoreCase("y") || text.equalsIgnoreCase("n");
            case 2 -> text.equalsIgnoreCase("no") || text.equalsIgnoreCase("on");
            case 3 -> text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("off");
            case 4 ->
                text.equalsIgnoreCase("true")
                        || text.equalsIgnoreCase("null")
                        || text.equalsIgnoreCase(".inf")
                        || text.equalsIgnoreCase(".nan");
            default -> text.equalsIgnoreCase("false");
        };
    }
}

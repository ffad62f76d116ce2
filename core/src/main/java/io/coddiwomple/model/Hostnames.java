package io.coddiwomple.model;

/** The rules for names: RFC 1123 section 2.1 labels, lower case only, as Kubernetes wants them. */
public final class Hostnames {
    /** The longest host name, in characters. */
    public static final int MAX_HOST = 253;

    private static final int MAX_LABEL = 63;

    private Hostnames() {}

    /** A DNS label: 1 to 63 of {@code a-z 0-9 -}, with no hyphen at either end. */
    public static boolean isLabel(String text) {
        return isLabel(text, 0, text.length());
    }

    private static boolean isLabel(String text, int from, int to) {
        int length = to - from;
        if (length == 0 || length > MAX_LABEL || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || isDigit(c) || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Labels joined by dots, at most 253 characters, of which the last is not all digits (it would be an address). */
    public static boolean isHost(String text) {
        if (text.isEmpty() || text.length() > MAX_HOST) {
            return false;
        }
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isLabel(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        if (!isLabel(text, start, text.length())) {
            return false;
        }
        int digits = start;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        return digits < text.length();
    }
}

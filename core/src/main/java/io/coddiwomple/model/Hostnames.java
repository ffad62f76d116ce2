package io.coddiwomple.model;

/** The rules for names: RFC 1123 section 2.1 labels, lower case only, as Kubernetes wants them. */
public final class Hostnames {
    /** The longest host name, in characters. */
    public static final int MAX_HOST = 253;

    private static final int MAX_LABEL = 63;

    private Hostnames() {}

    /** A DNS label: 1 to 63 of {@code a-z 0-9 -}, with no hyphen at either end. */
    public static boolean isLabel(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LABEL || text.charAt(0) == '-' || text.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** Labels joined by dots, at most 253 characters, of which the last is not all digits (it would be an address). */
    public static boolean isHost(String text) {
        if (text.isEmpty() || text.length() > MAX_HOST) {
            return false;
        }
        int start = 0;
        String label = "";
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            label = text.substring(start, end);
            if (!isLabel(label)) {
                return false;
            }
            start = end + 1;
        }
        return !label.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

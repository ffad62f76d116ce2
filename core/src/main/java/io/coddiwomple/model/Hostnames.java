package io.coddiwomple.model;

import java.util.Collection;

/** The rules for names: RFC 1123 section 2.1 labels, lower case only, as Kubernetes wants them. */
public final class Hostnames {
    /** The longest host name, in characters. */
    public static final int MAX_HOST = 253;

    private static final int MAX_LABEL = 63;

    private Hostnames() {}

    /** A DNS label: 1 to 63 of {@code a-z 0-9 -}, with no hyphen at either end. */
    public static boolean isLabel(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isInLabel(text.charAt(i))) {
                return false;
            }
        }
        return isBounded(text, 0, text.length());
    }

    /** Labels joined by dots, at most 253 characters, of which the last is not all digits (it would be an address). */
    public static boolean isHost(String text) {
        if (text.length() > MAX_HOST) {
            return false;
        }
        int start = 0;
        boolean number = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isBounded(text, start, i)) {
                    return false;
                }
                start = i + 1;
                number = true;
            } else if (!isInLabel(c)) {
                return false;
            } else {
                number &= isDigit(c);
            }
        }
        return !number && isBounded(text, start, text.length());
    }

    /** Whether a name is one of some domains or lies in one, all in lower case. */
    public static boolean isWithin(String name, Collection<String> domains) {
        for (String domain : domains) {
            if (isWithin(name, domain)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name is a domain or lies in it, both in lower case. */
    public static boolean isWithin(String name, String domain) {
        int dot = name.length() - domain.length() - 1;
        return name.endsWith(domain) && (dot < 0 || name.charAt(dot) == '.');
    }

    private static boolean isInLabel(char c) {
        return c >= 'a' && c <= 'z' || isDigit(c) || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a label has 1 to 63 characters and no hyphen at either end. */
    private static boolean isBounded(String text, int from, int to) {
        int length = to - from;
        return length > 0 && length <= MAX_LABEL && text.charAt(from) != '-' && text.charAt(to - 1) != '-';
    }
}

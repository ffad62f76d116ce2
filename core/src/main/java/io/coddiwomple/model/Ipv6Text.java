package io.coddiwomple.model;

import org.jspecify.annotations.Nullable;

/** IPv6 addresses as RFC 4291 section 2.2 reads them and RFC 5952 section 4 writes them. */
final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final int BITS = 128;
    private static final long IPV4_MAPPED = 0xFFFF;
    /** What each character stands for, or -1. */
    private static final byte[] DIGITS = digits();

    private Ipv6Text() {}

    /**
     * Reads the form that nearly all have, groups of hexadecimal digits of which one {@code ::} may stand for several.
     *
     * @return null for anything else, be it an address or not
     */
    static @Nullable IpAddress parse(String text) {
        int[] groups = new int[GROUPS];
        int gap = text.startsWith("::") ? 0 : -1;
        int at = gap + 1 << 1;
        int count = 0;
        int length = text.length();
        while (at < length) {
            int from = at;
            int number = 0;
            for (; at < length && at - from < 4; at++) {
                int digit = digit(text.charAt(at));
                if (digit < 0) {
                    break;
                }
                number = number << 4 | digit;
            }
            if (at == from || count == GROUPS) {
                return null;
            }
            groups[count++] = number;
            if (at == length) {
                break;
            }
            if (text.charAt(at++) != ':' || at == length) {
                return null;
            }
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        if (gap < 0 ? count < GROUPS : count == GROUPS) {
            return null;
        }
        return address(groups, gap < 0 ? count : gap, count);
    }

    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    private static byte[] digits() {
        byte[] digits = new byte['f' + 1];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) Character.digit(c, 16);
        }
        return digits;
    }

    /** The groups from the gap on stand at the end. */
    private static @Nullable IpAddress address(int[] groups, int gap, int count) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int from = i < gap ? i : i - (GROUPS - count);
            long group = i < gap || from >= gap ? groups[from] : 0;
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
        }
        // An IPv4 address in IPv6's notation is the IPv4 address.
        return high == 0 && low >>> 32 == IPV4_MAPPED ? null : new IpAddress(high, low, BITS);
    }

    static String of(IpAddress address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            long half = i < GROUPS / 2 ? address.high() : address.low();
            groups[i] = (int) (half >>> 16 * (GROUPS / 2 - 1 - i % (GROUPS / 2))) & 0xffff;
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > bestLength) {
                bestStart = start;
                bestLength = end - start;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}

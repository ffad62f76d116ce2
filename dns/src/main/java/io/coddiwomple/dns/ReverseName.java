package io.coddiwomple.dns;

import java.util.Arrays;

/**
 * An address, or its first octets (IPv4) or hexadecimal digits (IPv6), as a name that asks for a name says it: RFC 1035
 * section 3.5, RFC 3596 section 2.5. Made once and read into again and again. Owned by one thread.
 */
final class ReverseName {
    private static final int OCTETS = 4;
    private static final int DIGITS = 32;
    private static final int ZONE_LABELS = 2;

    private boolean ipv4;
    private boolean whole;
    private long high;
    private long low;
    private long highMask;
    private long lowMask;

    /** Reads a name; false when it is none of this kind. */
    boolean read(WireName name) {
        int labels = name.labels() - ZONE_LABELS;
        if (labels <= 0) {
            return false;
        }
        high = 0;
        low = 0;
        if (endsWith(name, WireName.IPV4_ZONE)) {
            return labels <= OCTETS && readIpv4(name, labels);
        }
        return labels <= DIGITS && endsWith(name, WireName.IPV6_ZONE) && readIpv6(name, labels);
    }

    private static boolean endsWith(WireName name, byte[] zone) {
        int from = name.length() - zone.length;
        return name.start(name.labels() - ZONE_LABELS) == from
                && Arrays.equals(name.bytes(), from, name.length(), zone, 0, zone.length);
    }

    private boolean readIpv4(WireName name, int labels) {
        for (int label = labels - 1; label >= 0; label--) {
            int octet = octet(name.bytes(), name.start(label) + 1, name.start(label + 1));
            if (octet < 0) {
                return false;
            }
            low = low << 8 | octet;
        }
        int missing = 8 * (OCTETS - labels);
        ipv4 = true;
        whole = missing == 0;
        low <<= missing;
        highMask = -1;
        lowMask = -1L << missing;
        return true;
    }

    /** A number of 0 to 255 without leading zeros, or -1. */
    private static int octet(byte[] bytes, int from, int to) {
        int octet = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || at > from && octet == 0) {
                return -1;
            }
            octet = octet * 10 + digit;
            if (octet > 255) {
                return -1;
            }
        }
        return octet;
    }

    private boolean readIpv6(WireName name, int labels) {
        for (int label = labels - 1; label >= 0; label--) {
            int digit = name.bytes()[name.start(label)] == 1 ? digit(name.bytes()[name.start(label) + 1]) : -1;
            if (digit < 0) {
                return false;
            }
            high = high << 4 | low >>> 60;
            low = low << 4 | digit;
        }
        int missing = 4 * (DIGITS - labels);
        ipv4 = false;
        whole = missing == 0;
        if (missing >= Long.SIZE) {
            high = low << missing - Long.SIZE;
            low = 0;
            highMask = -1L << missing - Long.SIZE;
            lowMask = 0;
        } else if (missing > 0) {
            high = high << missing | low >>> Long.SIZE - missing;
            low <<= missing;
            highMask = -1;
            lowMask = -1L << missing;
        } else {
            highMask = -1;
            lowMask = -1;
        }
        return true;
    }

    private static int digit(byte value) {
        return value >= '0' && value <= '9' ? value - '0' : value >= 'a' && value <= 'f' ? value - 'a' + 10 : -1;
    }

    boolean isIpv4() {
        return ipv4;
    }

    /** Whether it is an address and no beginning of one. */
    boolean isWhole() {
        return whole;
    }

    /** How the first address that begins so compares with an address: below 0, 0 or above 0. */
    int compareFirst(long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order == 0 ? Long.compareUnsigned(low, otherLow) : order;
    }

    /** Whether it is an address, or its beginning. */
    boolean begins(long otherHigh, long otherLow) {
        return (otherHigh & highMask) == high && (otherLow & lowMask) == low;
    }
}

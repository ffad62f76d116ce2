package io.coddiwomple.model;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address.
 *
 * @param value its bits as an unsigned number
 * @param bits 32 for IPv4, 128 for IPv6
 */
public record IpAddress(BigInteger value, int bits) implements Comparable<IpAddress> {
    /** Reads a literal in the usual notation, never asking a resolver; empty for anything else. */
    public static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') >= 0) {
            return text.indexOf('%') >= 0 || text.indexOf('[') >= 0 ? Optional.empty() : literal(text);
        }
        long value = ipv4(text);
        return value < 0 ? Optional.empty() : Optional.of(new IpAddress(BigInteger.valueOf(value), 32));
    }

    /** Four numbers of 0 to 255 without leading zeros, or -1. By hand: inputs hold hundreds of thousands of them. */
    private static long ipv4(String text) {
        long value = 0;
        int number = -1;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (number < 0 || ++dots > 3) {
                    return -1;
                }
                value = value << 8 | number;
                number = -1;
            } else if (c < '0' || c > '9' || number == 0) {
                return -1;
            } else {
                number = Math.max(number, 0) * 10 + (c - '0');
                if (number > 255) {
                    return -1;
                }
            }
        }
        return number < 0 || dots != 3 ? -1 : value << 8 | number;
    }

    private static Optional<IpAddress> literal(String text) {
        try {
            byte[] bytes = Inet6Address.ofLiteral(text).getAddress();
            return Optional.of(new IpAddress(new BigInteger(1, bytes), bytes.length * 8));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }

    public boolean isIpv4() {
        return bits == 32;
    }

    // Written out, here and in some other records: the first use of the generated methods costs milliseconds at start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && bits == address.bits && value.equals(address.value);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + bits;
    }

    @Override
    public int compareTo(IpAddress other) {
        int order = Integer.compare(bits, other.bits);
        return order == 0 ? value.compareTo(other.value) : order;
    }

    /** The usual notation: dotted for IPv4, RFC 5952 for IPv6. */
    @Override
    public String toString() {
        if (isIpv4()) {
            long v = value.longValue();
            return ((v >> 24) & 255) + "." + ((v >> 16) & 255) + "." + ((v >> 8) & 255) + "." + (v & 255);
        }
        return Ipv6Text.of(value);
    }
}

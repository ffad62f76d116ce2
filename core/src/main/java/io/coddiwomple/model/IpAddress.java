package io.coddiwomple.model;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, as an unsigned number in two halves: inputs hold hundreds of thousands of them.
 *
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 one
 * @param bits 32 for IPv4, 128 for IPv6
 */
public record IpAddress(long high, long low, int bits) implements Comparable<IpAddress> {
    private static final int IPV4 = 32;
    private static final int IPV6 = 128;

    public IpAddress {
        if (bits != IPV6 && (bits != IPV4 || high != 0 || low >>> IPV4 != 0)) {
            throw new IllegalArgumentException("no address of " + bits + " bits");
        }
    }

    /** @param value its bits as an unsigned number */
    public IpAddress(BigInteger value, int bits) {
        this(value.shiftRight(Long.SIZE).longValue(), value.longValue(), bits);
    }

    /** Reads a literal in the usual notation, never asking a resolver; empty for anything else. */
    public static Optional<IpAddress> parse(String text) {
        long value = ipv4(text);
        if (value >= 0) {
            return Optional.of(new IpAddress(0, value, IPV4));
        }
        IpAddress plain = Ipv6Text.parse(text);
        return plain == null ? literal(text) : Optional.of(plain);
    }

    /** Four numbers of 0 to 255 without leading zeros, or -1. */
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

    /** What the JDK reads besides, such as an IPv4 address in IPv6's notation. */
    private static Optional<IpAddress> literal(String text) {
        if (text.indexOf(':') < 0 || text.indexOf('%') >= 0 || text.indexOf('[') >= 0 || text.indexOf('/') >= 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Inet6Address.ofLiteral(text).getAddress();
            return Optional.of(new IpAddress(new BigInteger(1, bytes), bytes.length * 8));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }

    public boolean isIpv4() {
        return bits == IPV4;
    }

    /** Its bits as an unsigned number. */
    public BigInteger value() {
        BigInteger upper = BigInteger.valueOf(high >>> 1).shiftLeft(1).add(BigInteger.valueOf(high & 1));
        BigInteger lower = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        return upper.shiftLeft(Long.SIZE).add(lower);
    }

    // Written out, here and in some other records: the first use of the generated methods costs milliseconds at start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && bits == address.bits && low == address.low && high == address.high;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + bits;
    }

    @Override
    public int compareTo(IpAddress other) {
        int order = Integer.compare(bits, other.bits);
        if (order == 0) {
            order = Long.compareUnsigned(high, other.high);
        }
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }

    /** The usual notation: dotted for IPv4, RFC 5952 for IPv6. */
    @Override
    public String toString() {
        if (isIpv4()) {
            return ((low >> 24) & 255) + "." + ((low >> 16) & 255) + "." + ((low >> 8) & 255) + "." + (low & 255);
        }
        return Ipv6Text.of(this);
    }
}

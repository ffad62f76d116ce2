package io.coddiwomple.model;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A range of IP addresses.
 *
 * @param base the lowest address, host bits zero
 * @param prefix 0 to 32 (IPv4) or 0 to 128 (IPv6)
 */
public record Cidr(IpAddress base, int prefix) {
    /** Reads {@code 240.0.0.0/4}; empty for any other form, and when host bits are set. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String digits = text.substring(slash + 1);
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(digits);
        return IpAddress.parse(text.substring(0, slash))
                .filter(base -> prefix <= base.bits())
                .map(base -> new Cidr(base, prefix))
                .filter(Cidr::isBaseLowest);
    }

    /** The number of addresses. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(base.bits() - prefix);
    }

    public boolean contains(IpAddress address) {
        if (address.bits() != base.bits()) {
            return false;
        }
        int hostBits = base.bits() - prefix;
        return shifted(address.high(), hostBits - Long.SIZE) == shifted(base.high(), hostBits - Long.SIZE)
                && shifted(address.low(), hostBits) == shifted(base.low(), hostBits);
    }

    private boolean isBaseLowest() {
        int hostBits = base.bits() - prefix;
        return hostPart(base.high(), hostBits - Long.SIZE) == 0 && hostPart(base.low(), hostBits) == 0;
    }

    /** A number without its lowest bits; all of it for a count of 0 and below. */
    private static long shifted(long number, int bits) {
        return bits <= 0 ? number : bits >= Long.SIZE ? 0 : number >>> bits;
    }

    private static long hostPart(long number, int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? number : number & (1L << bits) - 1;
    }

    @Override
    public String toString() {
        return base + "/" + prefix;
    }
}

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
                .filter(range -> range.hostPart(range.base).signum() == 0);
    }

    /** The number of addresses. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(base.bits() - prefix);
    }

    public boolean contains(IpAddress address) {
        return address.bits() == base.bits()
                && address.value().subtract(hostPart(address)).equals(base.value());
    }

    private BigInteger hostPart(IpAddress address) {
        return address.value().mod(size());
    }

    @Override
    public String toString() {
        return base + "/" + prefix;
    }
}

package io.coddiwomple.plan.address;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where a name falls in a pool: the first bits of SHA-256 of the lower-case name, as many as the pool has free. */
final class NameHash {
    private static final int DIGEST_BITS = 256;

    private NameHash() {}

    /**
     * The address of a name.
     *
     * @param attempt 0 for the name itself; each further one another address, for when the one before is taken
     */
    static IpAddress address(String name, int attempt, Cidr pool) {
        String text = name.toLowerCase(Locale.ROOT) + (attempt == 0 ? "" : "#" + attempt);
        byte[] hash = Sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        int free = pool.base().bits() - pool.prefix();
        BigInteger offset = new BigInteger(1, hash).shiftRight(DIGEST_BITS - free);
        return new IpAddress(pool.base().value().or(offset), pool.base().bits());
    }
}

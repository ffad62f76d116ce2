package io.coddiwomple.plan.address;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Where a name falls in a pool: the first bits of SHA-256 of the lower-case name, as many as the pool has free. */
final class NameHash {
    private static final int DIGEST_BITS = 256;

    private final MessageDigest digest;

    NameHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * The address of a name.
     *
     * @param attempt 0 for the name itself; each further one another address, for when the one before is taken
     */
    IpAddress address(String name, int attempt, Cidr pool) {
        String text = name.toLowerCase(Locale.ROOT) + (attempt == 0 ? "" : "#" + attempt);
        byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
        int free = pool.base().bits() - pool.prefix();
        BigInteger offset = new BigInteger(1, hash).shiftRight(DIGEST_BITS - free);
        return new IpAddress(pool.base().value().or(offset), pool.base().bits());
    }
}

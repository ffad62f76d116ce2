package io.coddiwomple.dns;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many answers over UDP a client's network gets in a second, so that nobody can turn this server on a third party by
 * asking in its name. A token bucket for each IPv4 /24 and IPv6 /56, in a table of fixed size: networks that fall on the
 * same place share a bucket. For any number of threads.
 */
final class RateLimit {
    private static final int PLACES = 1 << 16;
    private static final int TOKEN_BITS = 24;
    private static final int TOKEN_MASK = (1 << TOKEN_BITS) - 1;
    /** The most that may be allowed: tokens are counted in 24 bits. */
    static final int MOST = 1_000_000;

    private final int perSecond;
    private final long seed;
    /** When the bucket was last filled, in milliseconds, above; its tokens below. */
    private final AtomicLongArray buckets = new AtomicLongArray(PLACES);

    /**
     * @param perSecond answers a second and network, also the most at once, 1 to {@link #MOST}
     * @param seed random, so that nobody can tell which networks share a bucket
     */
    RateLimit(int perSecond, long seed) {
        this.perSecond = perSecond;
        this.seed = seed;
    }

    /**
     * Takes a token.
     *
     * @param address 4 or 16 bytes
     * @param milliseconds of a clock that never goes back, more than 0
     * @return whether there was one; loopback addresses need none
     */
    boolean allows(byte[] address, int length, long milliseconds) {
        if (isLoopback(address, length)) {
            return true;
        }
        int place = place(address, length);
        while (true) {
            long bucket = buckets.get(place);
            long passed = bucket == 0 ? 1_000 : milliseconds - (bucket >>> TOKEN_BITS);
            long tokens = bucket & TOKEN_MASK;
            long gained = Math.max(0, Math.min(passed, 1_000)) * perSecond / 1_000;
            long time = bucket >>> TOKEN_BITS;
            if (gained > 0) {
                tokens = Math.min(perSecond, tokens + gained);
                time = milliseconds;
            }
            boolean allowed = tokens > 0;
            long next = time << TOKEN_BITS | (allowed ? tokens - 1 : 0);
            if (buckets.compareAndSet(place, bucket, next)) {
                return allowed;
            }
        }
    }

    private static boolean isLoopback(byte[] address, int length) {
        if (length == 4) {
            return address[0] == 127;
        }
        for (int i = 0; i < 15; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[15] == 1;
    }

    private int place(byte[] address, int length) {
        int prefix = length == 4 ? 3 : 7;
        long hash = seed;
        for (int i = 0; i < prefix; i++) {
            hash = (hash ^ (address[i] & 0xFF)) * 0x100000001B3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 48) & (PLACES - 1);
    }
}

package io.coddiwomple.dns;

import io.coddiwomple.model.HostAddresses;
import java.util.Arrays;

/**
 * Which name belongs to an address, in the order of the addresses: the names of addresses (RFC 1035 section 3.5, RFC
 * 3596 section 2.5) would take several times the memory of all others. Immutable, for any number of threads.
 */
final class Pointers {
    /** No address, and none that begins so. */
    static final int NONE = -1;
    /** Only the beginning of some address. */
    static final int PARENT = -2;

    private final Family ipv4;
    private final Family ipv6;

    private Pointers(Family ipv4, Family ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** Which host an address or its beginning stands for: its name's number, {@link #PARENT} or {@link #NONE}. */
    int find(ReverseName name) {
        return (name.isIpv4() ? ipv4 : ipv6).find(name);
    }

    boolean isSameAs(Pointers other) {
        return ipv4.isSameAs(other.ipv4) && ipv6.isSameAs(other.ipv6);
    }

    /** The addresses of one family, ascending and each once. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by isSameAs.
    private record Family(long[] highs, long[] lows, int[] hosts) {
        int find(ReverseName name) {
            int from = 0;
            int to = hosts.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (name.compareFirst(highs[middle], lows[middle]) > 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            if (from == hosts.length || !name.begins(highs[from], lows[from])) {
                return NONE;
            }
            return name.isWhole() ? hosts[from] : PARENT;
        }

        boolean isSameAs(Family other) {
            return Arrays.equals(highs, other.highs)
                    && Arrays.equals(lows, other.lows)
                    && Arrays.equals(hosts, other.hosts);
        }
    }

    /** Collects addresses. Owned by one thread, used once. */
    static final class Builder {
        private final Addresses ipv4;
        private final Addresses ipv6;

        /** How many there will be at most. */
        Builder(int ipv4, int ipv6) {
            this.ipv4 = new Addresses(ipv4);
            this.ipv6 = new Addresses(ipv6);
        }

        /**
         * Adds an address of a host, unless one that was added before has it.
         *
         * @param address its number among those of all hosts
         * @param host the number of its host's name
         */
        void add(HostAddresses hosts, int address, int host) {
            (hosts.isIpv4(address) ? ipv4 : ipv6).add(hosts.high(address), hosts.low(address), host);
        }

        Pointers build() {
            return new Pointers(ipv4.sorted(), ipv6.sorted());
        }
    }

    /** Addresses in any order. */
    private static final class Addresses {
        /** Few passes, and counters that stay in the processor's cache. */
        private static final int DIGIT_BITS = 11;

        private static final int DIGITS = 1 << DIGIT_BITS;

        private final long[] highs;
        private final long[] lows;
        private final int[] hosts;
        private int count;

        Addresses(int most) {
            highs = new long[most];
            lows = new long[most];
            hosts = new int[most];
        }

        void add(long high, long low, int host) {
            highs[count] = high;
            lows[count] = low;
            hosts[count++] = host;
        }

        Family sorted() {
            int[] order = order();
            var sorted = new Addresses(count);
            for (int at : order) {
                int last = sorted.count - 1;
                if (last < 0 || lows[at] != sorted.lows[last] || highs[at] != sorted.highs[last]) {
                    sorted.highs[last + 1] = highs[at];
                    sorted.lows[last + 1] = lows[at];
                    sorted.hosts[last + 1] = hosts[at];
                    sorted.count++;
                }
            }
            int kept = sorted.count;
            return new Family(
                    Arrays.copyOf(sorted.highs, kept),
                    Arrays.copyOf(sorted.lows, kept),
                    Arrays.copyOf(sorted.hosts, kept));
        }

        /** By the last digit first, so that of equal ones the first remains the first: nothing is compared. */
        private int[] order() {
            var order = new int[count];
            for (int i = 0; i < count; i++) {
                order[i] = i;
            }
            return ordered(ordered(order, lows), highs);
        }

        /** Only by the bits that differ: those of one pool have many in common. */
        private int[] ordered(int[] before, long[] half) {
            long differing = 0;
            for (int i = 1; i < count; i++) {
                differing |= half[i] ^ half[0];
            }
            int[] order = before;
            for (long rest = differing; rest != 0; ) {
                int shift = Long.numberOfTrailingZeros(rest);
                order = byDigit(order, half, shift);
                rest &= ~(DIGITS - 1L << shift);
            }
            return order;
        }

        private int[] byDigit(int[] order, long[] half, int shift) {
            var ends = new int[DIGITS];
            for (int i = 0; i < count; i++) {
                ends[digit(half[i], shift)]++;
            }
            for (int digit = 1; digit < DIGITS; digit++) {
                ends[digit] += ends[digit - 1];
            }
            var next = new int[count];
            for (int i = count - 1; i >= 0; i--) {
                next[--ends[digit(half[order[i]], shift)]] = order[i];
            }
            return next;
        }

        private static int digit(long half, int shift) {
            return (int) (half >>> shift) & DIGITS - 1;
        }
    }
}

package io.coddiwomple.dns;

import io.coddiwomple.model.IpAddress;
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

        /** Adds an address of a host, by its name's number, unless one that was added before has it. */
        void add(IpAddress address, int host) {
            (address.isIpv4() ? ipv4 : ipv6).add(address, host);
        }

        Pointers build() {
            return new Pointers(ipv4.sorted(), ipv6.sorted());
        }
    }

    /** Addresses in any order. */
    private static final class Addresses {
        private static final int DIGITS = 256;

        private final long[] highs;
        private final long[] lows;
        private final int[] hosts;
        private int count;

        Addresses(int most) {
            highs = new long[most];
            lows = new long[most];
            hosts = new int[most];
        }

        void add(IpAddress address, int host) {
            highs[count] = address.high();
            lows[count] = address.low();
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

        /** By the last byte first, so that of equal ones the first remains the first: nothing is compared. */
        private int[] order() {
            var order = new int[count];
            Arrays.setAll(order, i -> i);
            for (long[] half : new long[][] {lows, highs}) {
                for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                    order = byDigit(order, half, shift);
                }
            }
            return order;
        }

        private int[] byDigit(int[] order, long[] half, int shift) {
            var ends = new int[DIGITS];
            for (int i = 0; i < count; i++) {
                ends[digit(half[i], shift)]++;
            }
            if (count == 0 || ends[digit(half[0], shift)] == count) {
                return order;
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

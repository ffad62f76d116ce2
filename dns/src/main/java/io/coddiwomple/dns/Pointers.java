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
        private final Pointer[] ipv4;
        private final Pointer[] ipv6;
        private int ipv4Count;
        private int ipv6Count;

        /** An address of a host, by its name's number. */
        private record Pointer(IpAddress address, int host) {}

        /** How many there will be at most. */
        Builder(int ipv4, int ipv6) {
            this.ipv4 = new Pointer[ipv4];
            this.ipv6 = new Pointer[ipv6];
        }

        /** Adds an address of a host, unless one that was added before has it. */
        void add(IpAddress address, int host) {
            if (address.isIpv4()) {
                ipv4[ipv4Count++] = new Pointer(address, host);
            } else {
                ipv6[ipv6Count++] = new Pointer(address, host);
            }
        }

        Pointers build() {
            return new Pointers(family(ipv4, ipv4Count), family(ipv6, ipv6Count));
        }

        private static Family family(Pointer[] pointers, int count) {
            // Of equal ones the first remains the first.
            Arrays.sort(pointers, 0, count, (one, other) -> one.address.compareTo(other.address));
            var highs = new long[count];
            var lows = new long[count];
            var hosts = new int[count];
            int kept = 0;
            for (int i = 0; i < count; i++) {
                IpAddress address = pointers[i].address;
                if (kept == 0 || address.low() != lows[kept - 1] || address.high() != highs[kept - 1]) {
                    highs[kept] = address.high();
                    lows[kept] = address.low();
                    hosts[kept++] = pointers[i].host;
                }
            }
            return new Family(Arrays.copyOf(highs, kept), Arrays.copyOf(lows, kept), Arrays.copyOf(hosts, kept));
        }
    }
}

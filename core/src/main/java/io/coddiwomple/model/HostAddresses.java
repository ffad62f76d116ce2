package io.coddiwomple.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hosts in alphabetical order, each once and with its addresses in ascending order. Hosts are ASCII. A few arrays of
 * numbers and bytes: a hundred thousand hosts are read, checked and handed on, and as objects they and their addresses
 * would be moved by every collection on the way. Immutable.
 */
public final class HostAddresses {
    /** No host. */
    public static final HostAddresses NONE = new HostList(0).toHosts();

    private final byte[] names;
    /** By host, where its name begins among all, and behind the last one where they end. */
    private final int[] nameStarts;
    /** Where its addresses begin, likewise. */
    private final int[] starts;

    private final long[] highs;
    private final long[] lows;
    private final boolean[] ipv4;

    HostAddresses(byte[] names, int[] nameStarts, int[] starts, long[] highs, long[] lows, boolean[] ipv4) {
        this.names = names;
        this.nameStarts = nameStarts;
        this.starts = starts;
        this.highs = highs;
        this.lows = lows;
        this.ipv4 = ipv4;
    }

    /** What a map says. */
    public static HostAddresses of(SortedMap<String, List<IpAddress>> map) {
        var builder = new Builder(map.size());
        map.forEach(builder::add);
        return builder.build();
    }

    /** How many hosts there are. */
    public int size() {
        return starts.length - 1;
    }

    /** One of them, from 0 on. */
    public String host(int index) {
        return new String(names, nameStarts[index], length(index), StandardCharsets.ISO_8859_1);
    }

    /** How many characters one of them has. */
    public int length(int index) {
        return nameStarts[index + 1] - nameStarts[index];
    }

    /** Copies one of them, a byte for each character. */
    public void copy(int index, byte[] target, int at) {
        System.arraycopy(names, nameStarts[index], target, at, length(index));
    }

    /** Where the addresses of one of them begin among those of all, and, for {@link #size()}, where they end. */
    public int start(int index) {
        return starts[index];
    }

    /** How many addresses one of them has. */
    public int count(int index) {
        return starts[index + 1] - starts[index];
    }

    /** How many addresses the one with most of them has. */
    public int mostAddresses() {
        int most = 0;
        for (int i = 0; i < size(); i++) {
            most = Math.max(most, count(i));
        }
        return most;
    }

    /** How many addresses all of them have together in a family. */
    public int count(boolean ofIpv4) {
        int count = 0;
        for (boolean one : ipv4) {
            count += one == ofIpv4 ? 1 : 0;
        }
        return count;
    }

    /** The upper 64 bits of an address among those of all, as {@link IpAddress#high()} has them. */
    public long high(int address) {
        return highs[address];
    }

    /** The lower 64 bits of an address among those of all, as {@link IpAddress#low()} has them. */
    public long low(int address) {
        return lows[address];
    }

    /** Whether an address among those of all is one of IPv4. */
    public boolean isIpv4(int address) {
        return ipv4[address];
    }

    /** The addresses of one of them. */
    public List<IpAddress> addresses(int index) {
        var own = new IpAddress[count(index)];
        for (int i = 0; i < own.length; i++) {
            int at = starts[index] + i;
            own[i] = new IpAddress(highs[at], lows[at], ipv4[at] ? 32 : 128);
        }
        return List.of(own);
    }

    /** Whether a host is among them. */
    public boolean has(String host) {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = Arrays.compare(names, nameStarts[middle], nameStarts[middle + 1], name, 0, name.length);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return false;
    }

    /** The order of two of them, which is that of their bytes. */
    int compare(int one, int other) {
        return Arrays.compare(
                names, nameStarts[one], nameStarts[one + 1], names, nameStarts[other], nameStarts[other + 1]);
    }

    /** The first host that is none of some domains and lies in none of them, or -1. */
    public int firstOutside(Collection<String> domains) {
        byte[][] all = domains.stream()
                .map(domain -> domain.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (int i = 0; i < size(); i++) {
            int domain = 0;
            while (domain < all.length && !isWithin(i, all[domain])) {
                domain++;
            }
            if (domain == all.length) {
                return i;
            }
        }
        return -1;
    }

    private boolean isWithin(int index, byte[] domain) {
        int end = nameStarts[index + 1];
        int from = end - domain.length;
        return from >= nameStarts[index]
                && Arrays.equals(names, from, end, domain, 0, domain.length)
                && (from == nameStarts[index] || names[from - 1] == '.');
    }

    /** Shows each in their order. */
    public void forEach(BiConsumer<String, List<IpAddress>> action) {
        for (int i = 0; i < size(); i++) {
            action.accept(host(i), addresses(i));
        }
    }

    /** A copy that its owner may change. */
    public SortedMap<String, List<IpAddress>> toMap() {
        var map = new TreeMap<String, List<IpAddress>>();
        forEach(map::put);
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostAddresses same
                && Arrays.equals(names, same.names)
                && Arrays.equals(nameStarts, same.nameStarts)
                && Arrays.equals(starts, same.starts)
                && Arrays.equals(highs, same.highs)
                && Arrays.equals(lows, same.lows)
                && Arrays.equals(ipv4, same.ipv4);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(lows);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }

    /** Puts them together, in any order. Owned by one thread. */
    public static final class Builder {
        private final HostList added;

        /** @param size about how many there will be */
        public Builder(int size) {
            added = new HostList(size);
        }

        /** How often something was added. */
        public int size() {
            return added.size();
        }

        /** Adds a host; one that is there already has these addresses, too. */
        public Builder add(String host, List<IpAddress> addresses) {
            added.add(host, addresses);
            return this;
        }

        /** Forgets what was added last, so that this many are left. */
        public void keep(int first) {
            added.keep(first);
        }

        /** All of them. */
        public HostAddresses build() {
            return added.united().toHosts();
        }
    }
}

package io.coddiwomple.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hosts in alphabetical order, each once and with its addresses in ascending order. A few arrays: a hundred thousand hosts
 * are read, checked and handed on, and as objects each of their addresses would be moved by every collection on the way.
 * Immutable.
 */
public final class HostAddresses {
    /** No host. */
    public static final HostAddresses NONE = new Builder(0).build();

    private final String[] hosts;
    /** By host, where its addresses begin among all, and behind the last one where they end. */
    private final int[] starts;

    private final long[] highs;
    private final long[] lows;
    private final boolean[] ipv4;

    private HostAddresses(String[] hosts, int[] starts, long[] highs, long[] lows, boolean[] ipv4) {
        this.hosts = hosts;
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
        return hosts.length;
    }

    /** One of them, from 0 on. */
    public String host(int index) {
        return hosts[index];
    }

    /** How many addresses one of them has. */
    public int count(int index) {
        return starts[index + 1] - starts[index];
    }

    /** How many addresses all of them have together in a family. */
    public int count(boolean ofIpv4) {
        int count = 0;
        for (boolean one : ipv4) {
            count += one == ofIpv4 ? 1 : 0;
        }
        return count;
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
        return Arrays.binarySearch(hosts, host) >= 0;
    }

    /** Shows each in their order. */
    public void forEach(BiConsumer<String, List<IpAddress>> action) {
        for (int i = 0; i < hosts.length; i++) {
            action.accept(hosts[i], addresses(i));
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
                && Arrays.equals(hosts, same.hosts)
                && Arrays.equals(starts, same.starts)
                && Arrays.equals(highs, same.highs)
                && Arrays.equals(lows, same.lows)
                && Arrays.equals(ipv4, same.ipv4);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hosts) + Arrays.hashCode(lows);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }

    /** Puts them together, in any order. Owned by one thread. */
    public static final class Builder {
        private String[] hosts;
        private int[] starts;
        private long[] highs;
        private long[] lows;
        private boolean[] ipv4;
        private int size;
        private boolean ascending = true;

        /** @param size about how many there will be */
        public Builder(int size) {
            hosts = new String[Math.max(size, 8)];
            starts = new int[hosts.length + 1];
            highs = new long[hosts.length];
            lows = new long[hosts.length];
            ipv4 = new boolean[hosts.length];
        }

        /** How often something was added. */
        public int size() {
            return size;
        }

        /** Adds a host; one that is there already has these addresses, too. */
        public Builder add(String host, List<IpAddress> addresses) {
            List<IpAddress> own = sorted(addresses);
            if (size == hosts.length) {
                hosts = Arrays.copyOf(hosts, size * 2);
                starts = Arrays.copyOf(starts, size * 2 + 1);
            }
            int end = starts[size];
            if (end + own.size() > lows.length) {
                int larger = Math.max(lows.length * 2, end + own.size());
                highs = Arrays.copyOf(highs, larger);
                lows = Arrays.copyOf(lows, larger);
                ipv4 = Arrays.copyOf(ipv4, larger);
            }
            for (int i = 0; i < own.size(); i++) {
                IpAddress address = own.get(i);
                highs[end] = address.high();
                lows[end] = address.low();
                ipv4[end++] = address.isIpv4();
            }
            ascending &= size == 0 || hosts[size - 1].compareTo(host) < 0;
            hosts[size] = host;
            starts[++size] = end;
            return this;
        }

        /** Each once and in order, as they are nearly always. */
        private static List<IpAddress> sorted(List<IpAddress> addresses) {
            for (int i = 1; i < addresses.size(); i++) {
                if (addresses.get(i - 1).compareTo(addresses.get(i)) >= 0) {
                    return List.copyOf(new TreeSet<>(addresses));
                }
            }
            return addresses;
        }

        /** Forgets what was added last, so that this many are left. */
        public void keep(int first) {
            size = first;
        }

        /** All of them. */
        public HostAddresses build() {
            HostAddresses added = trimmed();
            return ascending ? added : united(added);
        }

        private HostAddresses trimmed() {
            int end = starts[size];
            return new HostAddresses(
                    Arrays.copyOf(hosts, size),
                    Arrays.copyOf(starts, size + 1),
                    Arrays.copyOf(highs, end),
                    Arrays.copyOf(lows, end),
                    Arrays.copyOf(ipv4, end));
        }

        private static HostAddresses united(HostAddresses added) {
            int[] order = IntStream.range(0, added.size())
                    .boxed()
                    .sorted(Comparator.comparing(added::host))
                    .mapToInt(Integer::intValue)
                    .toArray();
            var united = new Builder(order.length);
            int next = 0;
            while (next < order.length) {
                String host = added.host(order[next]);
                List<IpAddress> addresses = added.addresses(order[next++]);
                if (next < order.length && added.host(order[next]).equals(host)) {
                    var all = new TreeSet<>(addresses);
                    while (next < order.length && added.host(order[next]).equals(host)) {
                        all.addAll(added.addresses(order[next++]));
                    }
                    addresses = List.copyOf(all);
                }
                united.add(host, addresses);
            }
            return united.trimmed();
        }
    }
}

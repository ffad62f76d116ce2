package io.coddiwomple.model;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Hosts with their addresses in the order in which they were added, as {@link HostAddresses} keeps them. */
final class HostList {
    /** What to make room for: as long as a service's name with its namespace often is. */
    private static final int USUAL_LENGTH = 32;

    private byte[] names;
    private int[] nameStarts;
    private int[] starts;
    private long[] highs;
    private long[] lows;
    private boolean[] ipv4;
    private int size;
    private boolean ascending = true;

    /** @param room about how many there will be */
    HostList(int room) {
        int hosts = Math.max(room, 8);
        names = new byte[hosts * USUAL_LENGTH];
        nameStarts = new int[hosts + 1];
        starts = new int[hosts + 1];
        highs = new long[hosts];
        lows = new long[hosts];
        ipv4 = new boolean[hosts];
    }

    int size() {
        return size;
    }

    void keep(int first) {
        size = first;
    }

    void add(String host, List<IpAddress> addresses) {
        int from = nameStarts[size];
        int end = from + host.length();
        if (size + 2 > starts.length) {
            nameStarts = Arrays.copyOf(nameStarts, starts.length * 2);
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        if (end > names.length) {
            names = Arrays.copyOf(names, Math.max(names.length * 2, end));
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c > 0x7F) {
                throw new IllegalArgumentException("\"" + host + "\" is not ASCII");
            }
            names[from + i] = (byte) c;
        }
        ascending &= size == 0 || Arrays.compare(names, nameStarts[size - 1], from, names, from, end) < 0;
        addAll(sorted(addresses));
        nameStarts[++size] = end;
    }

    private void addAll(List<IpAddress> own) {
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
        starts[size + 1] = end;
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

    /** In alphabetical order and each once, with all of its addresses. */
    HostList united() {
        return ascending ? this : united(toHosts());
    }

    private static HostList united(HostAddresses added) {
        int[] order = IntStream.range(0, added.size())
                .boxed()
                .sorted(added::compare)
                .mapToInt(Integer::intValue)
                .toArray();
        var united = new HostList(order.length);
        int next = 0;
        while (next < order.length) {
            int host = order[next++];
            List<IpAddress> addresses = added.addresses(host);
            if (next < order.length && added.compare(host, order[next]) == 0) {
                var all = new TreeSet<>(addresses);
                while (next < order.length && added.compare(host, order[next]) == 0) {
                    all.addAll(added.addresses(order[next++]));
                }
                addresses = List.copyOf(all);
            }
            united.add(added.host(host), addresses);
        }
        return united;
    }

    /** What is there, as if it were in order already. */
    HostAddresses toHosts() {
        int end = starts[size];
        return new HostAddresses(
                Arrays.copyOf(names, nameStarts[size]),
                Arrays.copyOf(nameStarts, size + 1),
                Arrays.copyOf(starts, size + 1),
                Arrays.copyOf(highs, end),
                Arrays.copyOf(lows, end),
                Arrays.copyOf(ipv4, end));
    }
}

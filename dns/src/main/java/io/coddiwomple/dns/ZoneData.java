package io.coddiwomple.dns;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a server answers with. Names are in lower case and without a final dot.
 *
 * @param suffixes the domains that it answers for, not empty; none lies within another
 * @param hosts addresses by host, each within a suffix; a first label {@code *} stands for every name below its parent
 *     that does not exist (RFC 4592). A host without an address exists and has no records
 * @param reverse the ranges of addresses whose names are answered, too
 * @param ttl how long answers may be kept, those that say no as well, in seconds, 0 to 2^31 - 1
 * @param serial the number of this state of the zone (RFC 1982), an unsigned number of 32 bits
 * @param nameServer the addresses of the server itself, as far as it knows them
 */
public record ZoneData(
        SortedSet<String> suffixes,
        SortedMap<String, List<IpAddress>> hosts,
        List<Cidr> reverse,
        int ttl,
        int serial,
        List<IpAddress> nameServer) {
    /** More addresses of one host would not fit into a message beside each other: 2,048 times 28 bytes is 56 KiB. */
    public static final int MOST_ADDRESSES = 2_048;

    public ZoneData {
        if (suffixes.isEmpty() || ttl < 0) {
            throw new IllegalArgumentException("a zone needs a suffix and a ttl of at least 0");
        }
        SortedSet<String> outer = outermost(suffixes);
        var sorted = new TreeMap<String, List<IpAddress>>();
        for (Map.Entry<String, List<IpAddress>> host : hosts.entrySet()) {
            if (enclosing(host.getKey(), outer).isEmpty()) {
                throw new IllegalArgumentException("host " + host.getKey() + " is outside of " + outer);
            }
            List<IpAddress> addresses = host.getValue().size() < 2
                    ? List.copyOf(host.getValue())
                    : host.getValue().stream().distinct().sorted().toList();
            if (addresses.size() > MOST_ADDRESSES) {
                throw new IllegalArgumentException("host " + host.getKey() + " has more than " + MOST_ADDRESSES
                        + " addresses, which no message holds");
            }
            sorted.put(host.getKey(), addresses);
        }
        suffixes = Collections.unmodifiableSortedSet(outer);
        hosts = Collections.unmodifiableSortedMap(sorted);
        reverse = List.copyOf(reverse);
        nameServer = List.copyOf(nameServer);
    }

    /** The suffix that a host lies within, or empty. */
    public static String enclosing(String host, SortedSet<String> suffixes) {
        for (int at = 0; at >= 0 && at < host.length(); at = next(host, at)) {
            String ancestor = host.substring(at);
            if (suffixes.contains(ancestor)) {
                return ancestor;
            }
        }
        return "";
    }

    private static int next(String host, int at) {
        int dot = host.indexOf('.', at);
        return dot < 0 ? -1 : dot + 1;
    }

    private static SortedSet<String> outermost(SortedSet<String> suffixes) {
        var outer = new TreeSet<String>();
        for (String suffix : suffixes) {
            int dot = suffix.indexOf('.');
            if (dot < 0 || enclosing(suffix.substring(dot + 1), suffixes).isEmpty()) {
                outer.add(suffix);
            }
        }
        return outer;
    }

    /** Whether two zones answer alike, whatever their serial numbers. */
    public boolean answersAs(ZoneData other) {
        return ttl == other.ttl
                && suffixes.equals(other.suffixes)
                && reverse.equals(other.reverse)
                && nameServer.equals(other.nameServer)
                && hosts.equals(other.hosts);
    }
}

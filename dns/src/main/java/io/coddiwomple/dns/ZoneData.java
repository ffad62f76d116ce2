package io.coddiwomple.dns;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
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
        HostAddresses hosts,
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
        int outside = hosts.firstOutside(outer);
        if (outside >= 0) {
            throw new IllegalArgumentException("host " + hosts.host(outside) + " is outside of " + outer);
        }
        if (hosts.mostAddresses() > MOST_ADDRESSES) {
            throw new IllegalArgumentException(
                    "a host has more than " + MOST_ADDRESSES + " addresses, which no message holds");
        }
        suffixes = Collections.unmodifiableSortedSet(outer);
        reverse = List.copyOf(reverse);
        nameServer = List.copyOf(nameServer);
    }

    /** The same of hosts in a map. */
    public ZoneData(
            SortedSet<String> suffixes,
            SortedMap<String, List<IpAddress>> hosts,
            List<Cidr> reverse,
            int ttl,
            int serial,
            List<IpAddress> nameServer) {
        this(suffixes, HostAddresses.of(hosts), reverse, ttl, serial, nameServer);
    }

    private static SortedSet<String> outermost(SortedSet<String> suffixes) {
        var outer = new TreeSet<String>();
        for (String suffix : suffixes) {
            int dot = suffix.indexOf('.');
            if (dot < 0 || !Hostnames.isWithin(suffix.substring(dot + 1), suffixes)) {
                outer.add(suffix);
            }
        }
        return outer;
    }
}

package io.coddiwomple.dns;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.plan.address.Allocation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a {@link Zone} of its data. Owned by one thread, used once. */
final class ZoneCompiler {
    private static final int LONGEST_HOST = 253;

    private final ZoneData data;
    private final NameTable names;
    private final RecordBytes records;
    private final List<Domain> domains = new ArrayList<>();
    private final WireName name = new WireName();
    private final byte[] ipv4Head;
    private final byte[] ipv6Head;
    private int[] domainOf;
    private int[] wildcards;
    private int[] sections;
    private final Pointers.Builder pointers;
    /** The number of what was found last, or -1. */
    private int nearest;

    private int largest;

    ZoneCompiler(ZoneData data) {
        this.data = data;
        int hosts = data.hosts().size();
        int bytes = 0;
        int ipv4 = data.hosts().count(true);
        int ipv6 = data.hosts().count(false);
        for (int i = 0; i < hosts; i++) {
            bytes += data.hosts().length(i) + 2;
        }
        // There are ancestors, too; what this is too small for grows.
        int size = hosts + hosts / 16 + 64;
        this.names = new NameTable(size, bytes + 64);
        this.records = new RecordBytes(4 * hosts + 16 * ipv4 + 28 * ipv6 + 64);
        this.ipv4Head = new RecordBytes(RecordBytes.FIXED)
                .begin(Wire.TYPE_A, data.ttl(), 4)
                .toBytes();
        this.ipv6Head = new RecordBytes(RecordBytes.FIXED)
                .begin(Wire.TYPE_AAAA, data.ttl(), 16)
                .toBytes();
        this.pointers = new Pointers.Builder(ipv4, ipv6);
        this.domainOf = new int[size];
        this.wildcards = new int[size];
        this.sections = new int[size];
    }

    Zone compile() {
        data.suffixes().forEach(this::suffix);
        data.reverse().forEach(this::reverse);
        data.suffixes().forEach(this::nameServer);
        hosts(data.hosts());
        return new Zone(
                data,
                names,
                domainOf,
                wildcards,
                sections,
                records.toBytes(),
                pointers.build(),
                domains.toArray(Domain[]::new),
                largest);
    }

    private void suffix(String suffix) {
        name.set(suffix);
        apex(suffix);
    }

    /**
     * Makes the current name a domain.
     *
     * @param suffix the domain that the name server's name is in
     */
    private void apex(String suffix) {
        if (names.find(name, 0) >= 0) {
            return;
        }
        String server = serverName(suffix);
        byte[] authority = new RecordBytes(128)
                .authority(server, within("hostmaster.", suffix), data.ttl(), data.serial())
                .toBytes();
        byte[] nameServer = new RecordBytes(64).nameServer(server, data.ttl()).toBytes();
        largest = Math.max(largest, Math.max(authority.length, nameServer.length));
        domains.add(new Domain(name.labels(), authority, nameServer));
        add(0, domains.size() - 1);
    }

    /**
     * The convention of Kubernetes' own DNS: {@code ns.dns.} and the domain. A service that is called so keeps its name:
     * then it is {@code ns1.dns.}, and so on.
     */
    private String serverName(String suffix) {
        String server = within("ns.dns.", suffix);
        for (int i = 1; !server.equals(suffix) && data.hosts().has(server); i++) {
            server = within("ns" + i + ".dns.", suffix);
        }
        return server;
    }

    /** A name in a domain, or the domain itself when that would be too long. */
    private static String within(String prefix, String domain) {
        return prefix.length() + domain.length() > LONGEST_HOST ? domain : prefix + domain;
    }

    /** A domain for each part of a range that ends at a label. */
    private void reverse(Cidr range) {
        int bits = range.base().bits();
        int step = range.base().isIpv4() ? 8 : 4;
        int whole = (range.prefix() + step - 1) / step * step;
        for (int i = 0; i < 1 << (whole - range.prefix()); i++) {
            BigInteger part = BigInteger.valueOf(i).shiftLeft(bits - whole);
            var base = new IpAddress(range.base().value().add(part), bits);
            BigInteger size = BigInteger.ONE.shiftLeft(bits - whole);
            var last = new IpAddress(base.value().add(size).subtract(BigInteger.ONE), bits);
            // What is never handed out has no names here.
            if (!Allocation.isReserved(base) || !Allocation.isReserved(last)) {
                name.setReverse(base, whole);
                apex(data.suffixes().first());
            }
        }
    }

    private void nameServer(String suffix) {
        String server = serverName(suffix);
        if (!data.hosts().has(server)) {
            host(new HostAddresses.Builder(1).add(server, data.nameServer()).build(), 0);
        }
    }

    private void hosts(HostAddresses hosts) {
        for (int index = 0; index < hosts.size(); index++) {
            int number = host(hosts, index);
            if (name.bytes()[1] != '*') {
                for (int address = hosts.start(index); address < hosts.start(index + 1); address++) {
                    pointers.add(hosts, address, number);
                }
            }
        }
    }

    private int host(HostAddresses hosts, int index) {
        name.set(hosts, index);
        int number = insert(existing());
        int from = hosts.start(index);
        int to = hosts.start(index + 1);
        if (from < to) {
            // They are in ascending order, and so those of IPv4 come first.
            int middle = from;
            while (middle < to && hosts.isIpv4(middle)) {
                middle++;
            }
            sections[number] = records.length();
            section(hosts, from, middle, ipv4Head);
            section(hosts, middle, to, ipv6Head);
        }
        return number;
    }

    private void section(HostAddresses hosts, int from, int to, byte[] head) {
        int start = records.length();
        records.addresses(hosts, from, to, head);
        largest = Math.max(largest, records.length() - start - 2);
    }

    /**
     * Finds the longest ancestor of the name that exists.
     *
     * @return its first label: 0 for the name itself, {@code labels()} for none
     */
    private int existing() {
        int label = 0;
        nearest = names.find(name, 0);
        while (nearest < 0 && ++label < name.labels()) {
            nearest = names.find(name, label);
        }
        return label;
    }

    /**
     * Adds a name, and those of its ancestors that are missing: they exist from now on, without records.
     *
     * @param existing the first label of its nearest ancestor
     */
    private int insert(int existing) {
        int label = existing;
        int number = nearest;
        while (label > 0) {
            int parent = number;
            number = add(--label, domainOf[parent]);
            if (name.start(label + 1) - name.start(label) == 2 && name.bytes()[name.start(label) + 1] == '*') {
                wildcards[parent] = number;
            }
        }
        return number;
    }

    private int add(int label, int domain) {
        int number = names.add(name, label);
        if (number == domainOf.length) {
            int larger = number + number / 2;
            domainOf = Arrays.copyOf(domainOf, larger);
            wildcards = Arrays.copyOf(wildcards, larger);
            sections = Arrays.copyOf(sections, larger);
        }
        domainOf[number] = domain;
        wildcards[number] = -1;
        sections[number] = -1;
        return number;
    }
}

package io.coddiwomple.dns;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.plan.address.Allocation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes a {@link Zone} of its data. Owned by one thread, used once. */
final class ZoneCompiler {
    private static final int LONGEST_HOST = 253;

    private final ZoneData data;
    private final NameTable names;
    private final RecordBytes records;
    private final List<Domain> domains = new ArrayList<>();
    private final WireName name = new WireName();
    private int[] domainOf;
    private int[] wildcards;
    private int[] sections;
    /** By host, in their order, its name's number. */
    private final int[] numbers;

    private int visited;
    /** The number of what was found last, or -1. */
    private int nearest;

    private int largest;

    ZoneCompiler(ZoneData data) {
        this.data = data;
        int hosts = data.hosts().size();
        int bytes = 0;
        int ipv4 = 0;
        int ipv6 = 0;
        for (Map.Entry<String, List<IpAddress>> host : data.hosts().entrySet()) {
            bytes += host.getKey().length() + 2;
            for (IpAddress address : host.getValue()) {
                ipv4 += address.isIpv4() ? 1 : 0;
                ipv6 += address.isIpv4() ? 0 : 1;
            }
        }
        // Every address has a name, too, and there are ancestors; what this is too small for grows.
        int size = hosts + ipv4 + ipv6 + hosts / 16 + 64;
        this.names = new NameTable(size, bytes + 30 * ipv4 + 74 * ipv6);
        this.records = new RecordBytes(bytes + 64 * (ipv4 + ipv6) + 64);
        this.domainOf = new int[size];
        this.wildcards = new int[size];
        this.sections = new int[size];
        this.numbers = new int[hosts];
    }

    Zone compile() {
        data.suffixes().forEach(this::suffix);
        data.reverse().forEach(this::reverse);
        data.suffixes().forEach(this::nameServer);
        data.hosts().forEach((host, addresses) -> numbers[visited++] = host(host, addresses));
        visited = 0;
        data.hosts().forEach((host, addresses) -> pointers(numbers[visited++], addresses));
        return new Zone(
                data, names, domainOf, wildcards, sections, records.toBytes(), domains.toArray(Domain[]::new), largest);
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
        byte[] nameServer =
                new RecordBytes(64).name(Wire.TYPE_NS, server, data.ttl()).toBytes();
        largest = Math.max(largest, Math.max(authority.length, nameServer.length));
        domains.add(new Domain(name.labels(), authority, nameServer));
        add(0, domains.size() - 1);
    }

    /** The convention of Kubernetes' own DNS: {@code ns.dns.} and the domain. */
    private static String serverName(String suffix) {
        return within("ns.dns.", suffix);
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
        if (!data.hosts().containsKey(server)) {
            host(server, data.nameServer());
        }
    }

    private int host(String host, List<IpAddress> addresses) {
        name.set(host);
        int number = insert(existing());
        if (addresses.isEmpty()) {
            return number;
        }
        sections[number] = records.length();
        section(addresses, true);
        section(addresses, false);
        finish(records.reserveShort());
        return number;
    }

    private void section(List<IpAddress> addresses, boolean ipv4) {
        int start = records.reserveShort();
        for (IpAddress address : addresses) {
            if (address.isIpv4() == ipv4) {
                records.address(address, data.ttl());
            }
        }
        finish(start);
    }

    private void finish(int start) {
        int size = records.length() - start - 2;
        records.putShort(start, size);
        largest = Math.max(largest, size);
    }

    /**
     * An address of several hosts has the name of the first in the alphabet.
     *
     * @param host the number of its name
     */
    private void pointers(int host, List<IpAddress> addresses) {
        if (names.bytes()[names.start(host) + 1] == '*') {
            return;
        }
        for (IpAddress address : addresses) {
            name.setReverse(address);
            int label = existing();
            // Without an ancestor it is outside of every domain.
            if (label > 0 && label < name.labels()) {
                int number = insert(label);
                sections[number] = records.length();
                finish(records.reserveShort());
                finish(records.reserveShort());
                int start = records.reserveShort();
                records.name(Wire.TYPE_PTR, names.bytes(), names.start(host), names.start(host + 1), data.ttl());
                finish(start);
            }
        }
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

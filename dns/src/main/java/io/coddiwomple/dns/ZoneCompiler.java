package io.coddiwomple.dns;

import io.coddiwomple.model.Cidr;
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
    private final NameTable names = new NameTable();
    private final RecordBytes records = new RecordBytes(4096);
    private final List<Domain> domains = new ArrayList<>();
    private final WireName name = new WireName();
    private int[] domainOf = new int[64];
    private int[] wildcards = new int[64];
    private int[] sections = new int[64];
    private int largest;

    ZoneCompiler(ZoneData data) {
        this.data = data;
    }

    Zone compile() {
        data.suffixes().forEach(suffix -> apex(suffix, suffix));
        data.reverse().forEach(this::reverse);
        data.suffixes().forEach(this::nameServer);
        data.hosts().forEach(this::host);
        data.hosts().forEach(this::pointers);
        return new Zone(
                data, names, domainOf, wildcards, sections, records.toBytes(), domains.toArray(Domain[]::new), largest);
    }

    /** @param suffix the domain that the name server's name is in */
    private void apex(String domain, String suffix) {
        name.set(domain);
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
                apex(RecordBytes.reverseName(base, whole), data.suffixes().first());
            }
        }
    }

    private void nameServer(String suffix) {
        String server = serverName(suffix);
        if (!data.hosts().containsKey(server)) {
            host(server, data.nameServer());
        }
    }

    private void host(String host, List<IpAddress> addresses) {
        name.set(host);
        int number = insert();
        if (addresses.isEmpty()) {
            return;
        }
        sections[number] = records.length();
        section(addresses, true);
        section(addresses, false);
        finish(records.reserveShort());
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

    /** An address of several hosts has the name of the first in the alphabet. */
    private void pointers(String host, List<IpAddress> addresses) {
        if (host.startsWith("*")) {
            return;
        }
        for (IpAddress address : addresses) {
            name.set(RecordBytes.reverseName(address));
            if (names.find(name, 0) < 0 && enclosed()) {
                int number = insert();
                sections[number] = records.length();
                finish(records.reserveShort());
                finish(records.reserveShort());
                int start = records.reserveShort();
                records.name(Wire.TYPE_PTR, host, data.ttl());
                finish(start);
            }
        }
    }

    /** Whether the name lies within a domain. */
    private boolean enclosed() {
        for (int label = 1; label < name.labels(); label++) {
            if (names.find(name, label) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Adds a name, and those of its ancestors that are missing: they exist from now on, without records. */
    private int insert() {
        int label = 0;
        int number = names.find(name, 0);
        while (number < 0) {
            number = names.find(name, ++label);
        }
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
            domainOf = Arrays.copyOf(domainOf, number * 2);
            wildcards = Arrays.copyOf(wildcards, number * 2);
            sections = Arrays.copyOf(sections, number * 2);
        }
        domainOf[number] = domain;
        wildcards[number] = -1;
        sections[number] = -1;
        return number;
    }
}

package io.coddiwomple.spec;

import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.plan.address.Allocation;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads services' hosts and pinned addresses, each unique among all services. Owned by one thread. */
final class Hosts {
    /** Addresses that no host may have: this network, loopback, link-local, multicast, and their like in IPv6. */
    private static final List<Cidr> UNUSABLE = List.of(
            Cidr.parse("0.0.0.0/8").orElseThrow(),
            Cidr.parse("127.0.0.0/8").orElseThrow(),
            Cidr.parse("169.254.0.0/16").orElseThrow(),
            Cidr.parse("224.0.0.0/4").orElseThrow(),
            Cidr.parse("::/127").orElseThrow(),
            Cidr.parse("fe80::/10").orElseThrow(),
            Cidr.parse("ff00::/8").orElseThrow());

    private final String suffix;
    private final boolean suffixCounts;
    private final AddressPool pool;
    private final Problems problems;
    private final Map<String, List<Located<String>>> holders = new TreeMap<>();
    private final Map<IpAddress, List<Located<String>>> pinned = new HashMap<>();

    /** @param suffixCounts false when the right suffix is not known, so that no host has to end in it */
    Hosts(String suffix, boolean suffixCounts, AddressPool pool, Problems problems) {
        this.suffix = suffix;
        this.suffixCounts = suffixCounts;
        this.pool = pool;
        this.problems = problems;
    }

    /** The good hosts of a service, in the order of the input. */
    List<String> of(Draft.ServiceDraft draft) {
        var hosts = new ArrayList<String>();
        var own = new HashSet<String>();
        for (Located<String> host : draft.hosts()) {
            String full = Precedence.fullHost(draft, host, suffix);
            if (!Hostnames.isHost(full)) {
                problems.add(
                        Code.BAD_HOST,
                        host.place(),
                        "host \"" + full + "\" of service " + draft.id().value() + " must be " + Format.HOST.words());
            } else if (suffixCounts && !full.endsWith("." + suffix)) {
                problems.add(
                        Code.BAD_HOST,
                        host.place(),
                        "host \"" + full + "\" of service " + draft.id().value() + " does not end in ." + suffix
                                + ", the suffix of all global names; change it, or the federation's spec.suffix");
            } else if (!own.add(full)) {
                problems.add(
                        Code.DUPLICATE_HOST,
                        host.place(),
                        "service " + draft.id().value() + " lists host " + full + " twice");
            } else {
                hosts.add(full);
                holders.computeIfAbsent(full, _ -> new ArrayList<>())
                        .add(new Located<>(draft.id().value(), host.place()));
            }
        }
        return List.copyOf(hosts);
    }

    /** The pinned addresses of a service, by host. */
    SortedMap<String, String> pins(Draft.ServiceDraft draft, List<String> hosts) {
        var pins = new TreeMap<String, String>();
        List<Located<String>> addresses = draft.addresses();
        if (addresses.size() > draft.hosts().size() && !draft.hosts().isEmpty()) {
            problems.add(
                    Code.BAD_VALUE,
                    addresses.get(draft.hosts().size()).place(),
                    "service " + draft.id().value() + " pins " + addresses.size() + " addresses for "
                            + draft.hosts().size() + " hosts; each address is for the host at the same position");
        }
        for (int i = 0; i < addresses.size() && i < hosts.size(); i++) {
            IpAddress address = address(draft, addresses.get(i));
            if (address != null) {
                pins.put(hosts.get(i), address.toString());
                pinned.computeIfAbsent(address, _ -> new ArrayList<>())
                        .add(new Located<>(hosts.get(i), addresses.get(i).place()));
            }
        }
        return pins;
    }

    private @Nullable IpAddress address(Draft.ServiceDraft draft, Located<String> text) {
        IpAddress address = IpAddress.parse(text.value()).orElse(null);
        Place place = text.place();
        String what = "service " + draft.id().value() + " pins " + text.value() + ", ";
        if (address == null) {
            if (draft.source() != Source.RESOURCE) {
                problems.add(Code.BAD_VALUE, place, what + "which is no IP address");
            }
            return null;
        }
        if (UNUSABLE.stream().anyMatch(range -> range.contains(address))) {
            problems.add(
                    Code.BAD_ADDRESS,
                    place,
                    what + "which no service can have (loopback, link-local, multicast or this network); take one from "
                            + ranges());
            return null;
        }
        if (Allocation.isReserved(address)) {
            problems.add(
                    Code.BAD_ADDRESS,
                    place,
                    what
                            + "which belongs to Istio's automatic addresses or is reserved, so another host may get it too;"
                            + " take one from " + ranges() + " outside 240.240.0.0/16, 255.0.0.0/8 and 2001:2::/48");
            return null;
        }
        Cidr range = address.isIpv4() ? pool.ipv4() : pool.ipv6();
        if (range == null || !range.contains(address)) {
            problems.add(
                    Code.PIN_OUTSIDE_POOL,
                    place,
                    what + "which is outside the address pool " + ranges()
                            + ": inside the meshes it hides whatever has that address already"
                            + ", on the internet or in your networks; take one from the pool");
        }
        return address;
    }

    private String ranges() {
        String ipv4 = pool.ipv4() == null ? "" : pool.ipv4().toString();
        String ipv6 = pool.ipv6() == null ? "" : pool.ipv6().toString();
        return ipv4.isEmpty() || ipv6.isEmpty() ? ipv4 + ipv6 : ipv4 + " and " + ipv6;
    }

    /** Reports hosts and addresses that several services claim. */
    void checkShared() {
        holders.forEach((host, claims) -> twice(
                claims,
                Code.DUPLICATE_HOST,
                "host " + host + " belongs to both service ",
                "; a name leads to one service"));
        pinned.forEach((address, claims) -> twice(
                claims,
                Code.BAD_ADDRESS,
                "address " + address + " is pinned for both ",
                "; an address leads to one host"));
    }

    private void twice(List<Located<String>> claims, Code code, String what, String why) {
        var sorted = new ArrayList<>(claims);
        sorted.sort((one, other) -> one.place().compareTo(other.place()));
        for (int i = 1; i < sorted.size(); i++) {
            problems.add(
                    code,
                    sorted.get(i).place(),
                    what + sorted.getFirst().value() + " (" + sorted.getFirst().place() + ") and "
                            + sorted.get(i).value() + why);
        }
    }
}

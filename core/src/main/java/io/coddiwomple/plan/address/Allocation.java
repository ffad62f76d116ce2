package io.coddiwomple.plan.address;

import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands out virtual addresses. Who keeps a contested one: a pin, then the ledger, then what a live object already
 * says, then the name that comes first. Owned by one thread.
 */
public final class Allocation {
    /** Ranges that are never handed out: Istio's automatic ones (istio 1.31, ipallocate.go), and 255.0.0.0/8. */
    private static final List<Cidr> RESERVED = List.of(
            Cidr.parse("240.240.0.0/16").orElseThrow(),
            Cidr.parse("255.0.0.0/8").orElseThrow(),
            Cidr.parse("2001:2::/48").orElseThrow());

    private static final int MAX_ATTEMPTS = 10_000;

    private final AddressPool pool;
    private final Ledger ledger;
    private final boolean kept;
    private final Map<String, List<IpAddress>> live;
    private final LocalDate today;
    private final Problems problems;
    private final Map<IpAddress, String> taken = new HashMap<>();
    private final TreeMap<String, List<IpAddress>> given = new TreeMap<>();

    /**
     * @param ledger null when nothing is kept between runs: then a collision is worth a warning
     * @param live addresses by host, as live objects have them
     * @param today for quarantine
     */
    public Allocation(
            AddressPool pool,
            @Nullable Ledger ledger,
            Map<String, List<IpAddress>> live,
            LocalDate today,
            Problems problems) {
        this.pool = pool;
        this.ledger = ledger == null ? Ledger.EMPTY : ledger;
        this.kept = ledger != null;
        this.live = live;
        this.today = today;
        this.problems = problems;
    }

    /** Whether an address is in a range that is never handed out whatever the pool. */
    public static boolean isReserved(IpAddress address) {
        return RESERVED.stream().anyMatch(range -> range.contains(address));
    }

    /** Gives every wanted host its addresses: one of each family that the pool has, or a pin in its family's stead. */
    public Addresses allocate(Addresses.Wanted wanted) {
        wanted.ownerByHost().keySet().forEach(host -> given.put(host, new ArrayList<>(2)));
        wanted.pins().forEach(this::keep);
        List<Ledger.Entry> resting = new ArrayList<>();
        fromLedger(wanted, resting);
        live.forEach((host, addresses) -> addresses.stream()
                .filter(address -> given.containsKey(host) && isUsable(address))
                .forEach(address -> keep(host, address)));
        for (Map.Entry<String, List<IpAddress>> entry : given.entrySet()) {
            fill(entry.getKey(), pool.ipv4());
            fill(entry.getKey(), pool.ipv6());
            entry.getValue().sort(null);
        }
        return new Addresses(given, newLedger(wanted, resting));
    }

    /** Gives an address to a host unless another has it or the host already has one of that family. */
    private void keep(String host, IpAddress address) {
        List<IpAddress> has = given.get(host);
        if (has != null
                && has.stream().noneMatch(other -> other.bits() == address.bits())
                && taken.putIfAbsent(address, host) == null) {
            has.add(address);
        }
    }

    private void fromLedger(Addresses.Wanted wanted, List<Ledger.Entry> resting) {
        Map<String, String> newHostOfOwner = renamed(wanted);
        for (Ledger.Entry entry : ledger.entries()) {
            if (given.containsKey(entry.host())) {
                keep(entry.host(), entry.address());
                continue;
            }
            String successor = entry.released() == null ? newHostOfOwner.get(entry.owner()) : null;
            if (successor != null) {
                keep(successor, entry.address());
            } else if (entry.released() == null
                    || entry.released().plusDays(Ledger.QUARANTINE_DAYS).isAfter(today)) {
                if (taken.putIfAbsent(entry.address(), entry.host()) == null) {
                    resting.add(entry);
                }
            }
        }
    }

    /** A service that lost one name and has gained one was renamed: the new name by the service's id. */
    private Map<String, String> renamed(Addresses.Wanted wanted) {
        Map<String, String> lost = new HashMap<>();
        Map<String, Integer> count = new HashMap<>();
        var known = new java.util.HashSet<String>();
        for (Ledger.Entry entry : ledger.entries()) {
            known.add(entry.host());
            boolean ipv4OrOnly = entry.address().isIpv4() || pool.ipv4() == null;
            if (entry.released() == null
                    && ipv4OrOnly
                    && !entry.owner().isEmpty()
                    && !given.containsKey(entry.host())) {
                lost.put(entry.owner(), entry.host());
                count.merge(entry.owner(), 1, Integer::sum);
            }
        }
        Map<String, String> gained = new HashMap<>();
        if (lost.isEmpty()) {
            return gained;
        }
        Map<String, Integer> fresh = new HashMap<>();
        wanted.ownerByHost().forEach((host, owner) -> {
            if (!known.contains(host) && lost.containsKey(owner)) {
                gained.put(owner, host);
                fresh.merge(owner, 1, Integer::sum);
            }
        });
        gained.keySet().removeIf(owner -> fresh.getOrDefault(owner, 0) != 1 || count.getOrDefault(owner, 0) != 1);
        return gained;
    }

    private boolean isUsable(IpAddress address) {
        Cidr range = address.isIpv4() ? pool.ipv4() : pool.ipv6();
        return range != null && range.contains(address) && !isExcluded(address);
    }

    private boolean isExcluded(IpAddress address) {
        return isReserved(address) || pool.excluded().stream().anyMatch(range -> range.contains(address));
    }

    private void fill(String host, @Nullable Cidr range) {
        if (range == null
                || given.getOrDefault(host, List.of()).stream()
                        .anyMatch(address -> address.bits() == range.base().bits())) {
            return;
        }
        IpAddress first = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            IpAddress address = NameHash.address(host, attempt, range);
            if (isExcluded(address)) {
                continue;
            }
            if (!taken.containsKey(address)) {
                if (first != null && !kept) {
                    warnOfCollision(host, first);
                }
                keep(host, address);
                return;
            }
            first = first == null ? address : first;
        }
        problems.add(
                Code.POOL_EXHAUSTED,
                Place.NONE,
                "the address pool " + range + " has no free address left for " + host
                        + "; widen spec.addressPool or remove ranges from its exclude list");
    }

    /** Only a ledger keeps an address that hangs on another name's. */
    private void warnOfCollision(String host, IpAddress address) {
        if (!live.containsKey(host)) {
            String holder = taken.get(address);
            problems.add(
                    Code.ADDRESS_COLLISION,
                    Place.NONE,
                    "hosts " + holder + " and " + host + " fall on the same address " + address + ", so " + host
                            + " gets another one, which changes if " + holder
                            + " goes; keep addresses with --ledger FILE");
        }
    }

    private Ledger newLedger(Addresses.Wanted wanted, List<Ledger.Entry> resting) {
        var entries = new ArrayList<Ledger.Entry>();
        given.forEach((host, addresses) -> addresses.forEach(address ->
                entries.add(new Ledger.Entry(host, address, wanted.ownerByHost().getOrDefault(host, ""), null))));
        for (Ledger.Entry entry : resting) {
            LocalDate released = entry.released() == null ? today : entry.released();
            entries.add(new Ledger.Entry(entry.host(), entry.address(), entry.owner(), released));
        }
        return new Ledger(entries);
    }
}

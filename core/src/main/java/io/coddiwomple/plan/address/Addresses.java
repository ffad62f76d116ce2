package io.coddiwomple.plan.address;

import io.coddiwomple.model.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The addresses of all hosts.
 *
 * @param byHost by host, sorted; IPv4 first
 * @param ledger what to keep for the next time
 */
public record Addresses(SortedMap<String, List<IpAddress>> byHost, Ledger ledger) {
    /** The addresses of a host, IPv4 first; at least one for every host that was asked for. */
    public List<IpAddress> of(String host) {
        return byHost.getOrDefault(host, List.of());
    }

    /** The addresses of a host as text. */
    public List<String> texts(String host) {
        return of(host).stream().map(IpAddress::toString).toList();
    }

    /** What {@link Allocation} is asked for: the hosts with their owners, and the addresses that the input fixes. */
    public record Wanted(SortedMap<String, String> ownerByHost, Map<String, IpAddress> pins) {}
}

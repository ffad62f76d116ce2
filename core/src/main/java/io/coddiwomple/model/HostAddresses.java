package io.coddiwomple.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Hosts in alphabetical order, each once and with its addresses. Two lists beside each other: a hundred thousand hosts
 * are read, filtered and handed on in one pass each, for which a tree would be sorted and copied every time. Immutable.
 */
public final class HostAddresses {
    /** No host. */
    public static final HostAddresses NONE = new Builder(0).build();

    private final List<String> hosts;
    private final List<List<IpAddress>> addresses;

    private HostAddresses(List<String> hosts, List<List<IpAddress>> addresses) {
        this.hosts = hosts;
        this.addresses = addresses;
    }

    /** A copy of a map in its natural order. */
    public static HostAddresses of(SortedMap<String, List<IpAddress>> map) {
        var builder = new Builder(map.size());
        map.forEach(builder::add);
        return builder.build();
    }

    /** How many hosts there are. */
    public int size() {
        return hosts.size();
    }

    /** One of them, from 0 on. */
    public String host(int index) {
        return hosts.get(index);
    }

    /** The addresses of one of them. */
    public List<IpAddress> addresses(int index) {
        return addresses.get(index);
    }

    /** Whether a host is among them. */
    public boolean has(String host) {
        return Collections.binarySearch(hosts, host) >= 0;
    }

    /** Shows each in their order. */
    public void forEach(BiConsumer<String, List<IpAddress>> action) {
        for (int i = 0; i < hosts.size(); i++) {
            action.accept(hosts.get(i), addresses.get(i));
        }
    }

    /** A copy that its owner may change. */
    public SortedMap<String, List<IpAddress>> toMap() {
        var map = new TreeMap<String, List<IpAddress>>();
        forEach(map::put);
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostAddresses same && hosts.equals(same.hosts) && addresses.equals(same.addresses);
    }

    @Override
    public int hashCode() {
        return 31 * hosts.hashCode() + addresses.hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }

    /** Puts them together. Owned by one thread. */
    public static final class Builder {
        private final List<String> hosts;
        private final List<List<IpAddress>> addresses;

        /** @param size about how many there will be */
        public Builder(int size) {
            hosts = new ArrayList<>(size);
            addresses = new ArrayList<>(size);
        }

        /**
         * Adds a host behind all others.
         *
         * @param own kept as it is
         * @throws IllegalArgumentException when it does not come after them
         */
        public Builder add(String host, List<IpAddress> own) {
            if (!hosts.isEmpty() && hosts.getLast().compareTo(host) >= 0) {
                throw new IllegalArgumentException("host " + host + " comes after " + hosts.getLast());
            }
            hosts.add(host);
            addresses.add(own);
            return this;
        }

        /** What was added; nothing may be added after it. */
        public HostAddresses build() {
            return new HostAddresses(hosts, addresses);
        }
    }
}

package io.coddiwomple.sandbox.netns;

import io.coddiwomple.dns.DnsServer;
import io.coddiwomple.dns.ListenAddress;
import io.coddiwomple.dns.Zone;
import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.model.IpAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The DNS of one cluster, for the programs in its namespaces: a server in the router's namespace that knows the names of
 * the cluster's services, of all gateways, and those it is given. Methods may be called from any thread.
 */
final class Resolver implements AutoCloseable {
    private static final int PORT = 53;
    /** Long enough for one call, and short enough for a user who looks on. */
    private static final int TTL_SECONDS = 5;
    /** A name that never exists (RFC 6761 section 6.4), for a server that would know none. */
    private static final String NONE = "invalid";

    private final String address;
    private final DnsServer server;
    private SortedMap<String, IpAddress> services = new TreeMap<>();
    private SortedMap<String, IpAddress> gateways = new TreeMap<>();
    private Optional<ZoneData> more = Optional.empty();
    private int serial = 1;

    private Resolver(String address, DnsServer server) {
        this.address = address;
        this.server = server;
    }

    static Resolver start(String address, NetNamespace namespace) throws IOException {
        var options = new DnsServer.Options(List.of(new ListenAddress(address, PORT)), null, null, 0);
        // Its sockets are opened in there, and its threads are started out here.
        DnsServer server = namespace.inside(() -> DnsServer.bind(options, InstantSource.system()));
        var resolver = new Resolver(address, server);
        try {
            server.serve(resolver.zone());
            return resolver;
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    String address() {
        return address;
    }

    /** What is the content of a resolv.conf that leads here. */
    String resolvConf() {
        return "nameserver " + address + "\n";
    }

    synchronized void services(SortedMap<String, IpAddress> addresses) {
        services = addresses;
        server.replace(zone());
    }

    synchronized void gateways(SortedMap<String, IpAddress> addresses) {
        gateways = addresses;
        server.replace(zone());
    }

    synchronized void more(ZoneData data) {
        more = Optional.of(data);
        server.replace(zone());
    }

    private Zone zone() {
        var suffixes = new TreeSet<String>();
        suffixes.add(NONE);
        var hosts = new TreeMap<String, List<IpAddress>>();
        more.ifPresent(data -> {
            suffixes.addAll(data.suffixes());
            data.hosts().forEach(hosts::put);
        });
        services.keySet().forEach(name -> suffixes.add(name.substring(name.indexOf(".svc.") + 1)));
        suffixes.addAll(gateways.keySet());
        for (Map<String, IpAddress> names : List.of(services, gateways)) {
            names.forEach((name, one) -> hosts.put(name, List.of(one)));
        }
        var data = new ZoneData(
                suffixes,
                hosts,
                more.map(ZoneData::reverse).orElse(List.of()),
                TTL_SECONDS,
                serial++,
                new ArrayList<>(IpAddress.parse(address).stream().toList()));
        return Zone.of(data);
    }

    @Override
    public synchronized void close() {
        server.close();
    }
}

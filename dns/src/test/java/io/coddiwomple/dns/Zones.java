package io.coddiwomple.dns;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Zones for tests. */
final class Zones {
    static final int SERIAL = 2026;
    static final int TTL = 30;

    /** One name of each kind. */
    static final Map<String, List<String>> NAMES = Map.of(
            "httpbin.bar.global", List.of("240.1.2.3"),
            "dual.bar.global", List.of("240.1.2.4", "fd00::4"),
            "six.bar.global", List.of("fd00::6"),
            "many.bar.global", many(60),
            "*.wild.global", List.of("240.1.2.5"),
            "known.wild.global", List.of("240.1.2.6"),
            "deep.er.wild.global", List.of("240.1.2.7"),
            "empty.bar.global", List.of(),
            "outside.pool.global", List.of("10.0.0.1"));

    private Zones() {}

    static ZoneData data(Map<String, List<String>> names) {
        return data(SERIAL, names, "global");
    }

    static ZoneData data(int serial, Map<String, List<String>> names, String... suffixes) {
        var hosts = new TreeMap<String, List<IpAddress>>();
        names.forEach((host, addresses) -> hosts.put(host, addresses(addresses)));
        return new ZoneData(
                new TreeSet<>(List.of(suffixes)),
                hosts,
                List.of(
                        Cidr.parse("240.0.0.0/4").orElseThrow(),
                        Cidr.parse("fd00::/62").orElseThrow()),
                TTL,
                serial,
                addresses(List.of("192.0.2.53")));
    }

    static List<IpAddress> addresses(List<String> texts) {
        return texts.stream().map(text -> IpAddress.parse(text).orElseThrow()).toList();
    }

    private static List<String> many(int number) {
        var addresses = new ArrayList<String>();
        for (int i = 0; i < number; i++) {
            addresses.add("240.2.0." + i);
        }
        return addresses;
    }
}

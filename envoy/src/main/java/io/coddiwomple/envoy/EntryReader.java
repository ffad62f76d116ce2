package io.coddiwomple.envoy;

import io.coddiwomple.envoy.ServiceEntry.EntryEndpoint;
import io.coddiwomple.envoy.ServiceEntry.EntryPort;
import io.coddiwomple.envoy.ServiceEntry.Resolution;
import java.util.ArrayList;
import java.util.List;

/** Reads ServiceEntries. */
final class EntryReader {
    private EntryReader() {}

    static ServiceEntry read(Tree spec) {
        List<String> hosts = spec.texts("hosts");
        List<String> addresses = spec.texts("addresses");
        for (String host : hosts) {
            if (host.contains("*")) {
                spec.refuse("hosts", "has " + host + "; wildcards are not translated");
            }
        }
        for (String address : addresses) {
            if (address.contains("/")) {
                spec.refuse("addresses", "has " + address + "; ranges are not translated");
            }
        }
        if (addresses.size() > 1) {
            // istiod 1.31 answers HTTP by the name of one of them, and not always of the same.
            spec.refuse("addresses", "has " + addresses.size() + "; several for one entry are not translated");
        }
        boolean external = switch (spec.text("location")) {
            case "MESH_INTERNAL" -> false;
            case "", "MESH_EXTERNAL" -> true;
            case String other -> {
                spec.refuse("location", "is " + other + ", which Istio does not have");
                yield true;
            }
        };
        Resolution resolution = switch (spec.text("resolution")) {
            case "STATIC" -> Resolution.STATIC;
            case "DNS" -> Resolution.DNS;
            case String other -> {
                spec.refuse(
                        "resolution",
                        "is " + (other.isEmpty() ? "NONE" : other) + "; only STATIC and DNS are translated");
                yield Resolution.STATIC;
            }
        };
        return new ServiceEntry(
                spec.resource(),
                hosts,
                addresses,
                external,
                resolution,
                ports(spec),
                endpoints(spec, resolution),
                spec.texts("exportTo"),
                spec.texts("subjectAltNames"));
    }

    private static List<EntryPort> ports(Tree spec) {
        List<EntryPort> ports = new ArrayList<>();
        for (Tree port : spec.children("ports")) {
            try (port) {
                String text = port.text("protocol");
                Protocol protocol = Protocol.parse(text);
                if (protocol == null) {
                    port.refuse("protocol", "is " + (text.isEmpty() ? "missing" : text) + ", which is not translated");
                    protocol = Protocol.TCP;
                }
                ports.add(new EntryPort(port.text("name"), port.count("number", 0), protocol));
            }
        }
        return List.copyOf(ports);
    }

    private static List<EntryEndpoint> endpoints(Tree spec, Resolution resolution) {
        List<EntryEndpoint> endpoints = new ArrayList<>();
        for (Tree endpoint : spec.children("endpoints")) {
            try (endpoint) {
                endpoints.add(new EntryEndpoint(
                        endpoint.text("address"),
                        endpoint.countMap("ports"),
                        endpoint.textMap("labels"),
                        endpoint.text("locality")));
            }
        }
        if (endpoints.isEmpty() && resolution == Resolution.DNS) {
            spec.refuse("endpoints", "is empty; hosts that are looked up themselves are not translated");
        }
        return List.copyOf(endpoints);
    }
}

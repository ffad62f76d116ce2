package io.coddiwomple.envoy;

import io.coddiwomple.resource.ResourceKey;
import java.util.List;
import java.util.Map;

/** @param exportTo namespaces that see it, empty for all */
record ServiceEntry(
        ResourceKey key,
        List<String> hosts,
        List<String> addresses,
        boolean external,
        Resolution resolution,
        List<EntryPort> ports,
        List<EntryEndpoint> endpoints,
        List<String> exportTo,
        List<String> subjectAltNames) {

    enum Resolution {
        STATIC,
        DNS
    }

    record EntryPort(String name, int number, Protocol protocol) {}

    /**
     * @param ports by the name of a port of the entry
     * @param locality {@code region[/zone[/subzone]]}, or empty
     */
    record EntryEndpoint(String address, Map<String, Integer> ports, Map<String, String> labels, String locality) {}
}

package io.coddiwomple.sandbox;

import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.Value;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names that the pods of a namespace can call, as the cluster's DNS and their proxies have them.
 *
 * @param addresses the first address of each host, without the wildcards
 */
record HostTable(SortedMap<String, String> addresses) {
    private static final int TTL_SECONDS = 5;

    static HostTable of(ClusterBlueprint cluster, List<Manifest> objects, String namespace) {
        SortedMap<String, String> addresses = new TreeMap<>();
        for (KubeService service : cluster.services()) {
            String name = service.name() + "." + service.namespace();
            addresses.put(name, service.clusterIp());
            addresses.put(name + ".svc", service.clusterIp());
            addresses.put(name + ".svc." + cluster.domain(), service.clusterIp());
        }
        for (Manifest object : objects) {
            if (object.kind().equals("ServiceEntry") && isVisible(object, namespace)) {
                Optional<String> address = texts(object.spec(), "addresses").stream()
                        .map(text -> text.endsWith("/32") ? text.substring(0, text.length() - 3) : text)
                        .filter(text -> !text.contains("/"))
                        .findFirst();
                address.ifPresent(
                        one -> texts(object.spec(), "hosts").forEach(host -> addresses.putIfAbsent(host, one)));
            }
        }
        return new HostTable(addresses);
    }

    /** All names of entries, whoever may call them, for a DNS server that does not know who asks. */
    static Optional<ZoneData> zone(List<Manifest> objects, int serial) {
        SortedMap<String, List<IpAddress>> hosts = new TreeMap<>();
        SortedSet<String> suffixes = new TreeSet<>();
        for (Manifest object : objects) {
            if (object.kind().equals("ServiceEntry")) {
                List<IpAddress> addresses = texts(object.spec(), "addresses").stream()
                        .flatMap(text -> IpAddress.parse(text).stream())
                        .toList();
                for (String host : texts(object.spec(), "hosts")) {
                    hosts.putIfAbsent(host, addresses);
                    suffixes.add(host.substring(host.indexOf('.') + 1));
                }
            }
        }
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(new ZoneData(suffixes, hosts, List.of(), TTL_SECONDS, serial, List.of()));
    }

    /** By {@code exportTo} (Istio 1.31, networking/v1/service_entry.proto); nothing there means everyone. */
    private static boolean isVisible(Manifest entry, String namespace) {
        List<String> to = texts(entry.spec(), "exportTo");
        return to.isEmpty()
                || to.contains("*")
                || to.contains(namespace)
                || (to.contains(".") && entry.namespace().equals(namespace));
    }

    private static List<String> texts(Fields spec, String name) {
        return spec.get(name) instanceof Value.Items(List<Value> items)
                ? items.stream()
                        .flatMap(item -> item instanceof Value.Text(String text)
                                ? java.util.stream.Stream.of(text)
                                : java.util.stream.Stream.empty())
                        .toList()
                : List.of();
    }

    @Nullable String address(String host) {
        return addresses.get(host);
    }
}

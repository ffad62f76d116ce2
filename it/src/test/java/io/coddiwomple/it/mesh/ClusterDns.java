package io.coddiwomple.it.mesh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** CoreDNS with the names of a cluster's services; every other name does not exist. */
final class ClusterDns implements AutoCloseable {
    private static final int HEALTH = 8053;

    private final NetNamespace namespace;
    private final Path folder;
    private final SortedMap<String, String> names = new TreeMap<>();
    private final Daemon daemon;

    private ClusterDns(NetNamespace namespace, Path folder, Map<String, String> names) {
        this.namespace = namespace;
        this.folder = folder;
        this.names.putAll(names);
        write();
        daemon = Daemon.start(
                "coredns",
                namespace,
                folder,
                Map.of(),
                List.of(Peers.program("coredns").toString(), "-conf", "Corefile"));
    }

    /** @param names address by name, without a final dot */
    static ClusterDns start(NetNamespace namespace, Path folder, Map<String, String> names) {
        // The zone makes unknown names NXDOMAIN; after SERVFAIL, Envoy's resolver would try no further search domain.
        WorkFolder.write(
                folder.resolve("root.zone"),
                ". 5 IN SOA ns.lab. admin.lab. 1 3600 600 86400 5\n. 5 IN NS ns.lab.\nns.lab. 5 IN A 127.0.0.1\n");
        WorkFolder.write(folder.resolve("Corefile"), """
                .:53 {
                  health 127.0.0.1:%d
                  hosts names . {
                    ttl 5
                    reload 200ms
                    no_reverse
                    fallthrough
                  }
                  file root.zone .
                }
                """.formatted(HEALTH));
        return new ClusterDns(namespace, folder, names);
    }

    void awaitReady() {
        daemon.await("answering", Duration.ofSeconds(20), () -> Probe.ok(namespace, HEALTH, "/health"));
    }

    synchronized void add(String name, String address) {
        names.put(name, address);
        write();
    }

    private void write() {
        var text = new StringBuilder();
        names.forEach(
                (name, address) -> text.append(address).append(' ').append(name).append('\n'));
        WorkFolder.write(folder.resolve("names"), text.toString());
    }

    @Override
    public void close() {
        daemon.close();
    }
}

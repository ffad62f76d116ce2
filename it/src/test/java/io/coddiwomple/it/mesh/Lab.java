package io.coddiwomple.it.mesh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Several clusters that know nothing of each other, on separate networks that only gateways join. */
final class Lab implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String prefix;
    private final Path folder;
    private final Map<String, MeshCluster> clusters = new TreeMap<>();
    private @Nullable Network network;

    private Lab() {
        prefix = Leftovers.prefix() + COUNT.incrementAndGet() + "-";
        folder = Leftovers.folders().resolve(prefix + "files");
    }

    /** @throws IllegalStateException when something does not start; then nothing is left running */
    static Lab start(Blueprint... blueprints) {
        Leftovers.clearOld();
        var lab = new Lab();
        try {
            lab.startAll(List.of(blueprints));
            return lab;
        } catch (RuntimeException | Error e) {
            try {
                lab.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void startAll(List<Blueprint> blueprints) {
        WorkFolder.create(folder);
        Network wires = new Network(prefix, blueprints.size());
        network = wires;
        Map<String, CertificateAuthority> roots = new HashMap<>();
        for (Blueprint blueprint : blueprints) {
            roots.computeIfAbsent(
                    blueprint.root(), name -> new CertificateAuthority(folder.resolve("root-" + name), name));
        }
        var numbers = new HashMap<Blueprint, Integer>();
        blueprints.forEach(blueprint -> numbers.put(blueprint, numbers.size() + 1));
        Map<String, String> names = outerNames(blueprints);
        Parallel.forEach(blueprints, blueprint -> {
            var cluster = new MeshCluster(
                    blueprint,
                    numbers.getOrDefault(blueprint, 0),
                    wires,
                    folder.resolve(blueprint.name()),
                    Objects.requireNonNull(roots.get(blueprint.root())),
                    names);
            synchronized (clusters) {
                clusters.put(blueprint.name(), cluster);
            }
            cluster.awaitReady();
        });
    }

    /** {@code <pod>.<cluster>.example} for each gateway that other clusters reach. */
    private static Map<String, String> outerNames(List<Blueprint> blueprints) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < blueprints.size(); i++) {
            int outer = 0;
            for (Blueprint.PodPlan plan : blueprints.get(i).pods()) {
                if (plan.outer()) {
                    names.put(plan.name() + "." + blueprints.get(i).name() + ".example", Network.outer(i + 1, outer++));
                }
            }
        }
        return names;
    }

    MeshCluster cluster(String name) {
        MeshCluster cluster = clusters.get(name);
        if (cluster == null) {
            throw new IllegalArgumentException("no cluster " + name);
        }
        return cluster;
    }

    List<MeshCluster> clusters() {
        return new ArrayList<>(clusters.values());
    }

    Path folder() {
        return folder;
    }

    /** Ends all that runs in the lab's namespaces, removes them, and checks that nothing is left. */
    @Override
    public void close() {
        clusters.values().forEach(MeshCluster::close);
        List<NetNamespace> namespaces = network == null ? List.of() : network.namespaces();
        namespaces.forEach(NetNamespace::close);
        WorkFolder.delete(folder);
        List<String> left = new ArrayList<>(Leftovers.mine());
        left.removeIf(name -> !name.startsWith(prefix));
        if (!left.isEmpty()) {
            throw new IllegalStateException("the lab left behind " + left);
        }
    }
}

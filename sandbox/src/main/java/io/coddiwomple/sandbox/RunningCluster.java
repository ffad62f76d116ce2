package io.coddiwomple.sandbox;

import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.port.ResourceStore;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.blueprint.Workload;
import io.coddiwomple.sandbox.place.Placement;
import io.coddiwomple.sandbox.process.ProxyFailed;
import io.coddiwomple.sandbox.store.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One cluster while it runs. Methods may be called from any thread; writes to its store are one at a time. */
final class RunningCluster {
    private final ClusterBlueprint blueprint;
    private final MemoryStore store;
    private final ControlPlane plane;
    private final Placement placement;
    private final List<RunningWorkload> workloads;

    RunningCluster(
            ClusterBlueprint blueprint,
            MemoryStore store,
            ControlPlane plane,
            Placement placement,
            List<RunningWorkload> workloads) {
        this.blueprint = blueprint;
        this.store = store;
        this.plane = plane;
        this.placement = placement;
        this.workloads = List.copyOf(workloads);
    }

    String name() {
        return blueprint.name();
    }

    List<RunningWorkload> workloads() {
        return workloads;
    }

    /** All workloads that are meant. */
    List<RunningWorkload> workloads(Target target) throws Unknown {
        if (target.workload().isEmpty()) {
            return workloads;
        }
        return List.of(workload(target.workload()));
    }

    /** The one of this name, or the first client when the name is empty. */
    RunningWorkload caller(String name) throws Unknown {
        if (!name.isEmpty()) {
            return workload(name);
        }
        for (RunningWorkload workload : workloads) {
            if (workload.placed().workload().kind() == Workload.Kind.SHELL) {
                return workload;
            }
        }
        throw new Unknown("cluster " + name() + " has no client; name a workload of it: " + names());
    }

    private RunningWorkload workload(String name) throws Unknown {
        for (RunningWorkload workload : workloads) {
            if (workload.placed().workload().name().equals(name)) {
                return workload;
            }
        }
        throw new Unknown("cluster " + name() + " has no workload \"" + name + "\"; it has " + names());
    }

    private String names() {
        return String.join(
                ", ",
                workloads.stream().map(one -> one.placed().workload().name()).toList());
    }

    HostTable hosts(String namespace) {
        return HostTable.of(blueprint, store.list().objects(), namespace);
    }

    /**
     * Makes objects what is given, and their names known.
     *
     * @param exactly whether whatever is not given is removed
     * @throws Refused and then nothing was changed
     * @throws IOException when the names cannot be served; the objects are as given then
     */
    synchronized Changes write(List<Manifest> objects, boolean exactly) throws Refused, IOException {
        SortedMap<ResourceKey, Manifest> wanted = new TreeMap<>();
        List<Manifest> before = store.list().objects();
        if (!exactly) {
            before.forEach(object -> wanted.put(object.key(), object));
        }
        objects.forEach(object -> wanted.put(object.key(), object));
        if (plane.translate(List.copyOf(wanted.values())) instanceof Translation.Refused(var refusals)) {
            throw new Refused(refusals);
        }
        var outcomes = new ArrayList<ResourceStore.Outcome>();
        // New ones first: what is replaced is never missing.
        objects.forEach(object -> outcomes.add(store.put(object)));
        for (Manifest object : before) {
            if (!wanted.containsKey(object.key())) {
                outcomes.add(store.remove(object.key()));
            }
        }
        ResourceStore.Listing now = store.list();
        Optional<ZoneData> names = HostTable.zone(now.objects(), (int) now.version());
        if (names.isPresent()) {
            placement.names(name(), names.get());
        }
        return Changes.of(outcomes);
    }

    /** Publishes once more, as places may have changed. */
    void refresh() {
        plane.refresh();
    }

    /** Adds to {@code reasons} why a proxy does not work with what the store says now. */
    void settle(Duration limit, List<String> reasons) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (!plane.awaitPublished(limit)) {
                reasons.add("the control plane of " + name() + " has not published what its store says");
            }
        } catch (IOException unreadable) {
            reasons.add("the store of " + name() + " cannot be read: " + unreadable.getMessage());
        }
        for (RunningWorkload workload : workloads) {
            if (workload.isDown()) {
                continue;
            }
            try {
                workload.awaitSettled(plane, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (ProxyFailed failed) {
                reasons.add(String.valueOf(failed.getMessage()));
            }
        }
        plane.faults().forEach(fault -> reasons.add(name() + ": " + fault));
    }

    ClusterStatus status() {
        return new ClusterStatus(
                name(),
                store.list().objects().size(),
                workloads.stream().map(RunningWorkload::status).toList(),
                plane.faults());
    }

    /**
     * Ends what is of this process; proxies are drained by whoever started them.
     *
     * @throws IOException when something of the machine stays; all else has ended
     */
    void close() throws IOException {
        var teardown = new Teardown();
        for (RunningWorkload workload : workloads) {
            if (workload.app() != null) {
                teardown.add(workload.app()::close);
            }
            teardown.add(workload.placed().spot()::close);
        }
        teardown.add(plane::close);
        teardown.end();
    }
}

package io.coddiwomple.sandbox;

import com.google.protobuf.ByteString;
import io.coddiwomple.ca.MeshIssuer;
import io.coddiwomple.envoy.Mesh;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Refusal;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.envoy.Translator;
import io.coddiwomple.envoy.xds.ConfigServer;
import io.coddiwomple.envoy.xds.Identity;
import io.coddiwomple.envoy.xds.Nack;
import io.coddiwomple.port.ResourceStore;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the proxies of one cluster configured as its store says. A virtual thread of its own, {@code control plane NAME},
 * lists, translates and publishes; changes that come while it does so are taken together. What others ask is guarded by
 * the lock.
 */
final class ControlPlane implements AutoCloseable {
    private final ClusterBlueprint cluster;
    private final List<Placed> placed;
    private final ResourceStore store;
    private final ConfigServer server;
    private final Map<String, Identity> identities = new HashMap<>();
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long wanted;
    private boolean lost;
    private boolean stale;
    private long published = -1;
    private List<String> faults = List.of();

    private ControlPlane(
            ClusterBlueprint cluster,
            List<Placed> placed,
            ResourceStore store,
            ConfigServer server,
            MeshIssuer issuer) {
        this.cluster = cluster;
        this.placed = List.copyOf(placed);
        this.store = store;
        this.server = server;
        for (Placed one : placed) {
            MeshIssuer.Workload issued = issuer.issue(URI.create(one.identity()));
            identities.put(
                    one.node(),
                    new Identity(
                            ByteString.copyFromUtf8(issued.chain()),
                            ByteString.copyFromUtf8(issued.key()),
                            ByteString.copyFromUtf8(issued.roots())));
        }
        thread = Thread.ofVirtual().name("control plane " + cluster.name()).unstarted(this::keep);
    }

    /**
     * Begins to serve.
     *
     * @param address where proxies fetch their configuration
     */
    static ControlPlane start(
            ClusterBlueprint cluster,
            List<Placed> placed,
            ResourceStore store,
            MeshIssuer issuer,
            SocketAddress address)
            throws IOException {
        var plane = new ControlPlane(cluster, placed, store, ConfigServer.start(address), issuer);
        plane.thread.start();
        return plane;
    }

    /** What translation says of these objects, without publishing anything. */
    Translation translate(List<Manifest> objects) {
        var mesh = new Mesh(
                cluster.domain(),
                cluster.trustDomain(),
                cluster.trustDomainAliases(),
                cluster.rootNamespace(),
                cluster.services(),
                placed.stream().map(one -> one.proxy().pod()).toList(),
                objects);
        return Translator.translate(mesh, placed.stream().map(Placed::proxy).toList());
    }

    private void keep() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                watch(store.list());
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException failed) {
                done(published, List.of("the control plane failed: " + failed.getMessage()));
                return;
            }
        }
    }

    private void watch(ResourceStore.Listing listing) throws IOException, InterruptedException {
        try (ResourceStore.Watch _ = store.watch(listing.version(), this::see)) {
            publishFrom(listing);
        } catch (ResourceStore.TooOld behind) {
            done(published, List.of("the store changes faster than it can be read: " + behind.getMessage()));
        }
    }

    /** Publishes a listing, and each later one, until the watch has lost track. */
    private void publishFrom(ResourceStore.Listing first) throws IOException, InterruptedException {
        ResourceStore.Listing listing = first;
        publish(listing);
        while (awaitWanted(listing.version())) {
            listing = store.list();
            publish(listing);
        }
    }

    /** Publishes once more, as places may have changed. */
    void refresh() {
        lock.lock();
        try {
            stale = true;
            published = -1;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void see(ResourceStore.Change change) {
        lock.lock();
        try {
            wanted = Math.max(wanted, change.version());
            lost = change instanceof ResourceStore.Change.Lost;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a change to list; false when the watch tells of no more. */
    private boolean awaitWanted(long have) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (wanted <= have && !lost && !stale) {
                changed.await();
            }
            boolean more = !lost;
            lost = false;
            stale = false;
            return more;
        } finally {
            lock.unlock();
        }
    }

    private void publish(ResourceStore.Listing listing) {
        switch (translate(listing.objects())) {
            case Translation.Refused(List<Refusal> refusals) ->
                done(listing.version(), refusals.stream().map(Refusal::toString).toList());
            case Translation.Complete(SortedMap<String, ProxyConfig> configs) -> {
                SortedMap<String, ProxyConfig> bound = new TreeMap<>();
                for (Placed one : placed) {
                    ProxyConfig config = configs.get(one.node());
                    if (config != null) {
                        bound.put(one.node(), one.spot().bind(config));
                    }
                }
                server.publish(bound, this::identity);
                done(listing.version(), List.of());
            }
        }
    }

    private Identity identity(String node) {
        Identity identity = identities.get(node);
        if (identity == null) {
            throw new IllegalStateException("no proxy is called " + node);
        }
        return identity;
    }

    private void done(long version, List<String> nowFaults) {
        lock.lock();
        try {
            published = version;
            faults = nowFaults;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what the store has now is published, or refused; false after the limit. */
    boolean awaitPublished(Duration limit) throws IOException, InterruptedException {
        long version = store.list().version();
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (published < version && left > 0 && thread.isAlive()) {
                left = changed.awaitNanos(left);
            }
            return published >= version;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a proxy has said that it took all that is published for it. */
    boolean hasTaken(String node) {
        return server.hasTaken(node);
    }

    /** Whether a proxy refuses what is published for it, so that there is nothing to wait for. */
    boolean isRefusedBy(String node) {
        return server.standingNacks().stream().anyMatch(nack -> nack.node().equals(node));
    }

    /** Why proxies may not have what the store says. */
    List<String> faults() {
        List<String> all;
        lock.lock();
        try {
            all = new ArrayList<>(faults);
        } finally {
            lock.unlock();
        }
        for (Nack nack : server.standingNacks()) {
            all.add("the proxy " + nack.node() + " refused its configuration: " + nack.message());
        }
        return all;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}

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

/**
 * Keeps the proxies of one cluster configured as its store says. A virtual thread of its own, {@code control plane NAME},
 * lists, translates and publishes; changes that come while it does so are taken together. While the store cannot be read,
 * proxies keep what they have. Methods may be called from any thread.
 */
final class ControlPlane implements AutoCloseable {
    /** Before a store that could not be read is read again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ClusterBlueprint cluster;
    private final List<Placed> placed;
    private final ResourceStore store;
    private final ConfigServer server;
    private final Map<String, Identity> identities;
    private final Thread thread;

    private final Progress progress = new Progress();

    private ControlPlane(
            ClusterBlueprint cluster,
            List<Placed> placed,
            ResourceStore store,
            ConfigServer server,
            Map<String, Identity> identities) {
        this.cluster = cluster;
        this.placed = List.copyOf(placed);
        this.store = store;
        this.server = server;
        this.identities = Map.copyOf(identities);
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
        Map<String, Identity> identities = identities(placed, issuer);
        var plane = new ControlPlane(cluster, placed, store, ConfigServer.start(address), identities);
        plane.thread.start();
        return plane;
    }

    private static Map<String, Identity> identities(List<Placed> placed, MeshIssuer issuer) {
        var identities = new HashMap<String, Identity>();
        for (Placed one : placed) {
            MeshIssuer.Workload issued = issuer.issue(URI.create(one.identity()));
            identities.put(
                    one.node(),
                    new Identity(
                            ByteString.copyFromUtf8(issued.chain()),
                            ByteString.copyFromUtf8(issued.key()),
                            ByteString.copyFromUtf8(issued.roots())));
        }
        return identities;
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
        try {
            while (true) {
                try {
                    watch(store.list());
                } catch (IOException unreadable) {
                    progress.say("the store cannot be read: " + unreadable.getMessage());
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            progress.end();
        }
    }

    private void watch(ResourceStore.Listing listing) throws IOException, InterruptedException {
        try (ResourceStore.Watch _ = store.watch(listing.version(), progress::see)) {
            publishFrom(listing);
        } catch (ResourceStore.TooOld behind) {
            progress.say("the store changes faster than it can be read: " + behind.getMessage());
        }
    }

    /** Publishes a listing, and each later one, until the watch has lost track. */
    private void publishFrom(ResourceStore.Listing first) throws IOException, InterruptedException {
        ResourceStore.Listing listing = first;
        publish(listing);
        while (progress.awaitWanted(listing.version())) {
            listing = store.list();
            publish(listing);
        }
    }

    /** Publishes once more, as places may have changed. */
    void refresh() {
        progress.refresh();
    }

    private void publish(ResourceStore.Listing listing) {
        // Of what comes from here on nobody knows whether it is in.
        long refreshes = progress.refreshes();
        List<String> faults;
        try {
            faults = faultsOfPublishing(listing.objects());
        } catch (RuntimeException failed) {
            // Of these objects; the next ones may be better.
            faults = List.of("the control plane failed: " + failed.getMessage());
        }
        progress.published(listing.version(), refreshes, faults);
    }

    private List<String> faultsOfPublishing(List<Manifest> objects) {
        return switch (translate(objects)) {
            case Translation.Refused(List<Refusal> refusals) ->
                refusals.stream().map(Refusal::toString).toList();
            case Translation.Complete(SortedMap<String, ProxyConfig> configs) -> {
                SortedMap<String, ProxyConfig> bound = new TreeMap<>();
                for (Placed one : placed) {
                    ProxyConfig config = configs.get(one.node());
                    if (config != null) {
                        bound.put(one.node(), one.spot().bind(config));
                    }
                }
                server.publish(bound, this::identity);
                yield List.of();
            }
        };
    }

    private Identity identity(String node) {
        Identity identity = identities.get(node);
        if (identity == null) {
            throw new IllegalStateException("no proxy is called " + node);
        }
        return identity;
    }

    /**
     * Waits until what the store has now is published, or refused, for all places as they are now; false after the limit.
     *
     * @throws IOException when the store cannot be read
     */
    boolean awaitPublished(Duration limit) throws IOException, InterruptedException {
        return progress.awaitPublished(store.list().version(), limit);
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
        List<String> all = new ArrayList<>(progress.faults());
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

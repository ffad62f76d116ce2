package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.ca.MeshIssuer.EphemeralRoot;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.port.ResourceStore;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.resource.Value;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.blueprint.Workload;
import io.coddiwomple.sandbox.loopback.LoopbackPlacement;
import io.coddiwomple.sandbox.loopback.Ports;
import io.coddiwomple.sandbox.place.Sockets;
import io.coddiwomple.sandbox.place.Spot;
import io.coddiwomple.sandbox.store.Entries;
import io.coddiwomple.sandbox.store.MemoryStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a control plane has published, and what it says of it, without any proxy. */
class ControlPlaneTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** For what does not happen. */
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private final LoopbackPlacement placement = new LoopbackPlacement(new Ports(1024));
    private final Unsteady store = new Unsteady();
    private Gated spot;
    private ControlPlane plane;

    @BeforeEach
    void start() throws IOException {
        var shell =
                new Workload(Workload.Kind.SHELL, "shell", "default", "shell", "", Map.of(), List.of(), List.of(), "");
        var cluster = new ClusterBlueprint(
                "amsterdam",
                "cluster.local",
                "cluster.local",
                List.of(),
                "istio-system",
                ClusterBlueprint.COMMON_ROOT,
                List.of(shell),
                List.of());
        Placed placed = Placed.in(cluster, shell, placement);
        spot = new Gated(placed.spot());
        plane = ControlPlane.start(
                cluster,
                List.of(new Placed(placed.cluster(), shell, spot, placed.proxy(), placed.node(), placed.identity())),
                store,
                EphemeralRoot.make("test", Instant.now(), Duration.ofDays(1)).issuer("amsterdam"),
                UnixDomainSocketAddress.of(folder.resolve("xds")));
    }

    @AfterEach
    void close() throws IOException {
        spot.gate.release(1000);
        plane.close();
        placement.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPlaceThatChangesWhileItPublishesIsPublishedBeforeAnyoneIsToldSo() throws Exception {
        await().atMost(LIMIT).until(spot.gate::hasQueuedThreads);
        plane.refresh();
        spot.gate.release();
        // The publishing that was under way has ended when the next one waits.
        await().atMost(LIMIT).until(() -> spot.binding.get() == 2);
        assertThat(plane.awaitPublished(SHORT)).isFalse();
        spot.gate.release();
        assertThat(plane.awaitPublished(LIMIT)).isTrue();
    }

    @Test
    void objectsThatItCannotPublishAreAFaultUntilOthersCome() throws Exception {
        spot.failure = "no address is left";
        spot.gate.release(1000);
        assertThat(plane.awaitPublished(LIMIT)).isTrue();
        assertThat(plane.faults()).containsExactly("the control plane failed: no address is left");
        spot.failure = "";
        store.put(entry("new"));
        assertThat(plane.awaitPublished(LIMIT)).isTrue();
        assertThat(plane.faults()).isEmpty();
    }

    @Test
    void aStoreThatCannotBeReadForAWhileIsReadAgain() throws Exception {
        spot.gate.release(1000);
        assertThat(plane.awaitPublished(LIMIT)).isTrue();
        store.failure = "the disk is gone";
        store.put(entry("new"));
        await().atMost(LIMIT).until(() -> plane.faults().equals(List.of("the store cannot be read: the disk is gone")));
        store.failure = "";
        assertThat(plane.awaitPublished(LIMIT)).isTrue();
        assertThat(plane.faults()).isEmpty();
    }

    private static Manifest entry(String name) {
        return Entries.of(
                name,
                Fields.builder()
                        .putTexts("hosts", List.of(name + ".global"))
                        .putTexts("addresses", List.of("240.0.0.1"))
                        .put("resolution", "STATIC")
                        .put("location", "MESH_INTERNAL")
                        .put(
                                "ports",
                                Value.of(List.of(Fields.builder()
                                        .put("number", 80)
                                        .put("name", "http")
                                        .put("protocol", "HTTP")
                                        .build()))));
    }

    /** Binds when it may, or fails. */
    private static final class Gated implements Spot {
        private final Spot place;
        private final Semaphore gate = new Semaphore(0);
        private volatile String failure = "";
        private final AtomicInteger binding = new AtomicInteger();

        Gated(Spot place) {
            this.place = place;
        }

        @Override
        public ProxyConfig bind(ProxyConfig config) {
            binding.incrementAndGet();
            gate.acquireUninterruptibly();
            if (!failure.isEmpty()) {
                throw new IllegalStateException(failure);
            }
            return place.bind(config);
        }

        @Override
        public String address() {
            return place.address();
        }

        @Override
        public InetSocketAddress application(int port) {
            return place.application(port);
        }

        @Override
        public Sockets sockets() {
            return place.sockets();
        }

        @Override
        public InetSocketAddress reach(String address, int port) {
            return place.reach(address, port);
        }

        @Override
        public List<String> proxyCommand(List<String> words) {
            return place.proxyCommand(words);
        }

        @Override
        public List<String> curl(String host, int port, String address) {
            return place.curl(host, port, address);
        }

        @Override
        public void cutOff() throws IOException {
            place.cutOff();
        }

        @Override
        public void reconnect() throws IOException {
            place.reconnect();
        }

        @Override
        public void close() throws IOException {
            place.close();
        }
    }

    /** Cannot be listed while it has a failure. */
    private static final class Unsteady implements ResourceStore {
        private final MemoryStore store = new MemoryStore();
        private volatile String failure = "";

        @Override
        public Listing list() throws IOException {
            if (!failure.isEmpty()) {
                throw new IOException(failure);
            }
            return store.list();
        }

        @Override
        public Outcome put(Manifest object) {
            return store.put(object);
        }

        @Override
        public Outcome remove(ResourceKey key) {
            return store.remove(key);
        }

        @Override
        public Watch watch(long after, Consumer<Change> watcher) throws TooOld {
            return store.watch(after, watcher);
        }
    }
}

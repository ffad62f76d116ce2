package io.coddiwomple.envoy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.envoy.Peers;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.envoy.Translator;
import io.coddiwomple.envoy.World;
import io.coddiwomple.envoy.Yaml;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stock Envoy takes what is served, by both forms of ADS and by SDS, and its refusals are remembered. */
@Tag("peers")
class RealEnvoyTest {
    private static final Path GOLDEN = Path.of("../core/src/test/resources/golden", "egress-hop/out/london.yaml");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    // Addresses of this machine that nobody else listens on.
    private static final String OWN_ADDRESS =
            "127.77." + ProcessHandle.current().pid() % 250 + ".";

    @TempDir
    private Path folder;

    private ConfigServer server;
    private Identity identity;
    private World world;
    private SortedMap<String, ProxyConfig> configs;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Peers.envoy();
        server = ConfigServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        identity = Openssl.identity(folder, "spiffe://cluster.local/ns/foo/sa/client");
        world = World.around(Yaml.read(GOLDEN));
        configs = new TreeMap<>();
        if (Translator.translate(world.mesh(), world.proxies()) instanceof Translation.Complete complete) {
            int number = 1;
            for (var config : complete.configs().entrySet()) {
                configs.put(config.getKey(), Rebound.to(OWN_ADDRESS + number++, config.getValue()));
            }
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RealEnvoy envoy(Proxy proxy, String api) throws IOException {
        Path own = folder.resolve(proxy.pod().name());
        own.toFile().mkdir();
        return RealEnvoy.start(own, proxy.node("cluster.local"), server.port(), api);
    }

    private ProxyConfig config(String node) {
        return java.util.Objects.requireNonNull(configs.get(node), node);
    }

    private static long listeners(RealEnvoy envoy) throws IOException, InterruptedException {
        return envoy.stat("listener_manager.total_listeners_active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRPC", "DELTA_GRPC"})
    void acceptsAllThatIsServed(String api) throws IOException {
        server.publish(configs, _ -> identity);
        for (Proxy proxy : world.proxies()) {
            ProxyConfig config = config(proxy.node("cluster.local"));
            try (RealEnvoy envoy = envoy(proxy, api)) {
                await().atMost(LIMIT).untilAsserted(() -> {
                    assertThat(envoy.running()).as(envoy.log()).isTrue();
                    assertThat(envoy.stat("listener_manager.total_listeners_warming"))
                            .isZero();
                    assertThat(listeners(envoy))
                            .as(envoy.log())
                            .isEqualTo(config.listeners().size());
                });
                assertThat(server.nacks()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRPC", "DELTA_GRPC"})
    void aRefusedUpdateIsRememberedUntilAnotherIsServed(String api) throws IOException {
        server.publish(configs, _ -> identity);
        Proxy client = world.clients().getFirst();
        String node = client.node("cluster.local");
        ProxyConfig good = config(node);
        try (RealEnvoy envoy = envoy(client, api)) {
            await().atMost(LIMIT)
                    .until(() -> listeners(envoy) == good.listeners().size());
            configs.put(node, broken(good));
            server.publish(configs, _ -> identity);
            await().atMost(LIMIT).until(() -> !server.standingNacks().isEmpty());
            Nack nack = server.standingNacks().getFirst();
            assertThat(nack.node()).isEqualTo(node);
            assertThat(nack.type()).isEqualTo("type.googleapis.com/envoy.config.cluster.v3.Cluster");
            assertThat(nack.message()).contains("duration");
            assertThat(nack.version()).isEqualTo(Snapshots.version(broken(good).clusters()));
            configs.put(node, good);
            server.publish(configs, _ -> identity);
            await().atMost(LIMIT).until(() -> server.standingNacks().isEmpty());
            // It was not asked again and again.
            assertThat(server.nacks()).contains(nack).hasSizeLessThan(4);
        }
    }

    @Test
    void aNewCertificateReachesARunningProxy() throws IOException, InterruptedException {
        server.publish(configs, _ -> identity);
        Proxy client = world.clients().getFirst();
        int wanted = config(client.node("cluster.local")).listeners().size();
        try (RealEnvoy envoy = envoy(client, "GRPC")) {
            await().atMost(LIMIT).until(() -> listeners(envoy) == wanted);
            String before = envoy.admin("/certs");
            Identity next = Openssl.identity(folder, "spiffe://cluster.local/ns/foo/sa/other");
            server.publish(configs, _ -> next);
            await().atMost(LIMIT).until(() -> envoy.admin("/certs").contains("sa/other"));
            assertThat(before).doesNotContain("sa/other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRPC", "DELTA_GRPC"})
    void takesConfigurationAndSecretsOverAUnixDomainSocket(String api) throws IOException {
        Path socket = folder.resolve("xds");
        try (ConfigServer local = ConfigServer.start(UnixDomainSocketAddress.of(socket))) {
            local.publish(configs, _ -> identity);
            Proxy client = world.clients().getFirst();
            ProxyConfig config = config(client.node("cluster.local"));
            Path own = folder.resolve(client.pod().name());
            own.toFile().mkdir();
            try (RealEnvoy envoy = RealEnvoy.start(own, client.node("cluster.local"), socket, api)) {
                await().atMost(LIMIT).untilAsserted(() -> {
                    assertThat(envoy.running()).as(envoy.log()).isTrue();
                    assertThat(listeners(envoy))
                            .as(envoy.log())
                            .isEqualTo(config.listeners().size());
                    assertThat(envoy.admin("/certs")).contains("spiffe://cluster.local/ns/foo/sa/client");
                });
            }
            assertThat(local.nacks()).isEmpty();
        }
        assertThat(socket).doesNotExist();
    }

    /** One Envoy is given the configuration of every proxy of every golden of a current release, one after the other. */
    @Test
    void acceptsEveryGolden() throws IOException, InterruptedException {
        String node = world.clients().getFirst().node("cluster.local");
        List<ProxyConfig> all = new ArrayList<>();
        for (Path golden : goldens()) {
            World one = World.around(Yaml.read(golden));
            if (Translator.translate(one.mesh(), one.proxies()) instanceof Translation.Complete complete) {
                all.addAll(complete.configs().values());
            }
        }
        assertThat(all).hasSizeGreaterThan(400);
        try (RealEnvoy envoy = envoy(world.clients().getFirst(), "GRPC")) {
            for (ProxyConfig config : all) {
                ProxyConfig rebound = Rebound.to(OWN_ADDRESS + "99", config);
                server.publish(new TreeMap<>(java.util.Map.of(node, rebound)), _ -> identity);
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(20))
                        .untilAsserted(() -> assertThat(envoy.admin("/stats?filter=version_text")
                                        .lines()
                                        .toList())
                                .as("configuration %d of %d", all.indexOf(config), all.size())
                                .contains(
                                        versionText("cluster_manager.cds", Snapshots.version(rebound.clusters())),
                                        versionText("listener_manager.lds", Snapshots.version(rebound.listeners()))));
                assertThat(server.nacks()).isEmpty();
            }
        }
    }

    private static String versionText(String of, String version) {
        return of + ".version_text: \"" + version + "\"";
    }

    private static List<Path> goldens() throws IOException {
        try (var files = java.nio.file.Files.walk(Path.of("../core/src/test/resources/golden"))) {
            return files.filter(file ->
                            file.toString().contains("/out/") && file.toString().endsWith(".yaml"))
                    .filter(RealEnvoyTest::isCurrent)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isCurrent(Path file) {
        try {
            String text = java.nio.file.Files.readString(file);
            return text.contains("networking.istio.io/v1\n") && !text.contains("networking.istio.io/v1alpha3\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** No Envoy takes a cluster whose timeout is negative. */
    private static ProxyConfig broken(ProxyConfig good) {
        List<Cluster> clusters = new ArrayList<>(good.clusters());
        clusters.add(Cluster.newBuilder()
                .setName("broken")
                .setConnectTimeout(com.google.protobuf.Duration.newBuilder().setSeconds(-1))
                .build());
        return new ProxyConfig(good.listeners(), good.routes(), clusters, good.endpoints(), good.secrets());
    }
}

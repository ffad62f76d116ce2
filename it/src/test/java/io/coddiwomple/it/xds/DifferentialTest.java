package io.coddiwomple.it.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.envoy.Translator;
import io.coddiwomple.envoy.World;
import io.coddiwomple.envoy.Yaml;
import io.coddiwomple.it.mesh.ControlPlane;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** For every golden of a current Istio, a real istiod and our translation tell every proxy the same. */
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {
    private static final Path GOLDENS = Path.of("../core/src/test/resources/golden");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private ControlPlane istiod;

    @BeforeAll
    void start() {
        ControlPlane.need();
        istiod = ControlPlane.start();
    }

    @AfterAll
    void stop() {
        if (istiod != null) {
            istiod.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> saysWhatIstiodSays() throws IOException {
        List<Path> files = Goldens.current(GOLDENS);
        // Only that which is refused on purpose may be left out, and the list of it is kept.
        List<String> refused = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files) {
            World world = World.around(Yaml.read(file));
            String name = GOLDENS.relativize(file).toString();
            switch (Translator.translate(world.mesh(), world.proxies())) {
                case Translation.Complete complete ->
                    tests.add(dynamicTest(name, () -> compare(file, world, complete.configs())));
                case Translation.Refused _ -> refused.add(name);
            }
        }
        tests.add(dynamicTest(
                "what is refused is known",
                () -> assertThat(refused)
                        .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/xds/refused.txt")))));
        return tests.stream();
    }

    private void compare(Path file, World world, SortedMap<String, ProxyConfig> configs) throws IOException {
        String kube = KubeObjects.of(world.mesh());
        String resources = Files.readString(file);
        istiod.apply(kube);
        istiod.apply(resources);
        try {
            // istiod takes a moment to see what was applied, and is right for good once it is.
            AtomicReference<Map<String, List<String>>> last = new AtomicReference<>(Map.of());
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .conditionEvaluationListener(null)
                    .until(() -> {
                        last.set(differences(world, configs));
                        return last.get().isEmpty();
                    });
            assertThat(last.get()).isEmpty();
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            assertThat(differences(world, configs)).isEmpty();
        } finally {
            istiod.delete(resources);
            istiod.delete(kube);
        }
    }

    private Map<String, List<String>> differences(World world, SortedMap<String, ProxyConfig> configs) {
        Map<String, List<String>> all = new TreeMap<>();
        for (Proxy proxy : world.proxies()) {
            Served theirs = KubernetesService.without(AdsClient.fetch(istiod.channel(), node(proxy)));
            Served ours = Served.of(
                    Objects.requireNonNull(configs.get(proxy.node(world.mesh().domain()))));
            List<String> differences = Differ.differences(theirs, ours);
            if (!differences.isEmpty()) {
                all.put(proxy.pod().name(), differences);
            }
        }
        return all;
    }

    private static Node node(Proxy proxy) {
        Struct.Builder labels = Struct.newBuilder();
        proxy.pod().labels().forEach((name, value) -> labels.putFields(name, text(value)));
        return Node.newBuilder()
                .setId(proxy.node("cluster.local"))
                .setMetadata(Struct.newBuilder()
                        .putFields("NAMESPACE", text(proxy.pod().namespace()))
                        .putFields("CLUSTER_ID", text("Kubernetes"))
                        .putFields("INSTANCE_IPS", text(proxy.pod().address()))
                        .putFields("SERVICE_ACCOUNT", text(proxy.pod().serviceAccount()))
                        .putFields(
                                "LABELS",
                                Value.newBuilder().setStructValue(labels).build()))
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}

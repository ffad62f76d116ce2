package io.coddiwomple.it.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.envoy.Translator;
import io.coddiwomple.envoy.World;
import io.coddiwomple.envoy.Yaml;
import io.coddiwomple.it.mesh.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
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
        assertThat(new Comparison(istiod).differences(world, Files.readString(file), configs))
                .isEmpty();
    }
}

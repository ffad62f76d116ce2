package io.coddiwomple.it.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every accepted output of core's scenarios, as the file holds it, against the schemas of the Istio release that its
 * cluster runs.
 */
@Tag("peers")
class GoldenSchemaTest {
    private static final Path SCENARIOS = Path.of("..", "core", "src", "test", "resources", "golden");
    private static final Set<String> KUBERNETES = Set.of("v1 Namespace");

    @BeforeAll
    static void needsSchemas() {
        SchemaCache.need();
    }

    @TestFactory
    Stream<DynamicNode> scenarios() {
        List<Path> scenarios = files(SCENARIOS, 1).toList();
        assertThat(scenarios).isNotEmpty();
        return scenarios.stream()
                .map(scenario -> dynamicContainer(scenario.getFileName().toString(), outputs(scenario)));
    }

    private static Stream<DynamicNode> outputs(Path scenario) {
        Path out = scenario.resolve("out");
        if (Files.notExists(out)) {
            return Stream.empty();
        }
        Federation federation = federation(scenario);
        return files(out, 1).map(file -> {
            String cluster = file.getFileName().toString().replaceFirst("\\.yaml$", "");
            IstioVersion version = version(federation, cluster);
            return dynamicTest(
                    cluster + ", Istio " + version,
                    () -> assertThat(problems(file, version)).isEmpty());
        });
    }

    private static List<String> problems(Path file, IstioVersion version) throws IOException {
        var problems = new ArrayList<String>();
        var settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        for (Object document : new Load(settings).loadAllFromString(Files.readString(file))) {
            Map<String, Object> object = Trees.map(document);
            String type = object.get("apiVersion") + " " + object.get("kind");
            if (!object.isEmpty() && !KUBERNETES.contains(type)) {
                String name = type + " " + Trees.map(object.get("metadata")).get("name");
                SchemaCache.of(version).problems(object).forEach(problem -> problems.add(name + ": " + problem));
            }
        }
        return problems;
    }

    private static IstioVersion version(Federation federation, String cluster) {
        return federation.clusters().stream()
                .filter(each -> each.name().equals(cluster))
                .map(Cluster::istio)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cluster " + cluster + " in the input"));
    }

    private static Federation federation(Path scenario) {
        var inputs = new ArrayList<Input>();
        files(scenario.resolve("in"), Integer.MAX_VALUE)
                .filter(file -> !file.endsWith("ledger.txt"))
                .forEach(file -> inputs.add(input(file)));
        var problems = new Problems();
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        if (federation == null) {
            throw new AssertionError(scenario + ": " + problems.sorted());
        }
        return federation;
    }

    /** The roles that core's own scenarios give to file names. */
    private static Input input(Path file) {
        String name = file.getFileName().toString();
        Input.Role role = switch (name) {
            case "clusters.json" -> new Input.ClusterFile();
            case "services.json" -> new Input.ServiceFile();
            default ->
                name.startsWith("from-")
                        ? new Input.ClusterObjects(name.substring("from-".length(), name.indexOf('.')))
                        : new Input.Resources();
        };
        try {
            return new Input(name, Files.readAllBytes(file), role);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in a folder, sorted: its entries, or all files at any depth. */
    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found
                    .filter(path -> !path.equals(folder))
                    .filter(path -> depth == 1 || Files.isRegularFile(path))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

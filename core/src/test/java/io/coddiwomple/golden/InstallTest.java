package io.coddiwomple.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.install.InstallFile;
import io.coddiwomple.install.Installation;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Noted;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import io.coddiwomple.yaml.Trees;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The files that every cluster of each scenario is to be installed with; {@code -Dgolden.update=true} makes them what
 * they are now.
 */
final class InstallTest {
    private static final Path ALL = Path.of("src/test/resources/install");

    /** Entries that say nothing by themselves: the note stands at what they belong to. */
    private static final Set<String> PLAIN = Set.of("apiVersion", "kind", "enabled", "value");

    @TestFactory
    Stream<DynamicTest> everyScenarioGivesItsGoldens() {
        return each(scenario -> {
            SortedMap<String, String> results = results(scenario, scenario.inputs());
            if (Boolean.getBoolean("golden.update")) {
                scenario.update(results);
            }
            assertThat(results).isNotEmpty().isEqualTo(scenario.goldens());
        });
    }

    @Test
    void everyMinorIsThere() {
        var minors = new TreeMap<Integer, String>();
        for (Scenario scenario : Scenario.all(ALL)) {
            federation(scenario, scenario.inputs())
                    .clusters()
                    .forEach(cluster -> minors.put(cluster.istio().minor(), scenario.name()));
        }
        assertThat(minors).hasSize(31);
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfInputsDoesNotShow() {
        return each(scenario -> {
            SortedMap<String, String> results = results(scenario, scenario.inputs());
            assertThat(results(scenario, scenario.inputs().reversed())).isEqualTo(results);
            SortedMap<String, String> insideOut = results(scenario, scenario.inputsInsideOut());
            insideOut.remove("findings.txt");
            results.remove("findings.txt");
            assertThat(insideOut).isEqualTo(results);
        });
    }

    @TestFactory
    Stream<DynamicTest> anyReaderReadsTheSettingsThatWereMeant() {
        return each(scenario -> {
            for (InstallFile file : files(scenario)) {
                Object read = new Load(LoadSettings.builder().build())
                        .loadFromString(file.text().toString());
                assertThat(Trees.of(Objects.requireNonNull(read)))
                        .as(file.name())
                        .isEqualTo(Trees.of(file.settings().plain()));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everySettingSaysWhyItIsThere() {
        return each(scenario -> {
            for (InstallFile file : files(scenario)) {
                checkNotes(file.name(), file.settings());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyFileNamesItselfAndTheCommandThatTakesIt() {
        return each(scenario -> {
            for (InstallFile file : files(scenario)) {
                assertThat(file.text().toString()).startsWith("# " + file.name() + ": ");
                assertThat(file.heading())
                        .filteredOn(line -> line.startsWith("  ") && line.endsWith("-f " + file.name()))
                        .singleElement()
                        .asString()
                        .contains(file.installer().word());
            }
        });
    }

    @Test
    void oneScenarioProvokesWhatOnlyAnInstallationFinds() {
        List<String> findings = Scenario.all(ALL).stream()
                .map(scenario -> scenario.goldens().getOrDefault("findings.txt", ""))
                .filter(text -> text.contains(Code.EGRESS_VIEWS_DIFFER.id()))
                .toList();
        assertThat(findings).isNotEmpty();
    }

    private static Stream<DynamicTest> each(java.util.function.Consumer<Scenario> check) {
        return Scenario.all(ALL).stream().map(scenario -> dynamicTest(scenario.name(), () -> check.accept(scenario)));
    }

    private static void checkNotes(String where, Noted settings) {
        for (Noted.Entry entry : settings.entries()) {
            String path = where + " " + entry.name();
            switch (entry.content()) {
                case Noted.Plain _ -> {
                    if (!PLAIN.contains(entry.name())) {
                        assertThat(entry.note()).as(path).isNotEmpty();
                    }
                }
                case Noted.Group group -> checkNotes(path, group.fields());
                case Noted.Items items -> items.items().forEach(item -> checkNotes(path, item));
            }
        }
    }

    private static SortedMap<String, String> results(Scenario scenario, List<Input> inputs) {
        var results = new TreeMap<String, String>();
        var problems = new Problems();
        Federation federation = federation(scenario, inputs);
        for (Cluster cluster : federation.clusters()) {
            Installation.files(federation, cluster, "-f mesh/", problems)
                    .forEach(file ->
                            results.put("out/" + file.name(), file.text().toString()));
        }
        if (problems.hasErrors()) {
            results.clear();
        }
        var findings = new StringBuilder();
        problems.sorted().forEach(problem -> findings.append(problem).append('\n'));
        if (!findings.isEmpty()) {
            results.put("findings.txt", findings.toString());
        }
        return results;
    }

    private static List<InstallFile> files(Scenario scenario) {
        Federation federation = federation(scenario, scenario.inputs());
        return federation.clusters().stream()
                .flatMap(cluster -> Installation.files(federation, cluster, "-f mesh/", new Problems()).stream())
                .toList();
    }

    private static Federation federation(Scenario scenario, List<Input> inputs) {
        var problems = new Problems();
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        if (federation == null || problems.hasErrors()) {
            throw new AssertionError(scenario.name() + " is refused: " + problems.sorted());
        }
        return federation;
    }
}

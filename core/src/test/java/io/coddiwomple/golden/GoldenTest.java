package io.coddiwomple.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What comes out of each scenario; {@code -Dgolden.update=true} makes it what comes out now. */
final class GoldenTest {
    @TestFactory
    Stream<DynamicTest> everyScenarioGivesItsGoldens() {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    if (Boolean.getBoolean("golden.update")) {
                        scenario.update();
                    }
                    assertThat(scenario.results(false)).isNotEmpty().isEqualTo(scenario.goldens());
                }));
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfInputsDoesNotShow() {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(
                        scenario.name(),
                        () -> assertThat(scenario.results(true)).isEqualTo(scenario.results(false))));
    }

    @TestFactory
    Stream<DynamicTest> anyReaderReadsTheSameObjects() {
        return Scenario.all().stream()
                .flatMap(scenario -> scenario.goldens().entrySet().stream()
                        .filter(golden -> golden.getKey().endsWith(".yaml"))
                        .map(golden -> dynamicTest(
                                scenario.name() + "/" + golden.getKey(), () -> readsAlike(golden.getValue()))));
    }

    private static void readsAlike(String text) {
        var problems = new Problems();
        List<Object> ours =
                Documents.read("golden.yaml", text.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT, problems).stream()
                        .map(document -> Plain.of(document.root()))
                        .toList();
        assertThat(problems.sorted()).isEmpty();
        List<Object> theirs = new java.util.ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(theirs::add);
        assertThat(ours).isEqualTo(theirs);
    }
}

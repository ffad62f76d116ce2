package io.coddiwomple.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
                    assertThat(scenario.results()).isNotEmpty().isEqualTo(scenario.goldens());
                }));
    }

    @Test
    void thereAreManyScenarios() {
        assertThat(Scenario.all()).hasSizeGreaterThanOrEqualTo(40);
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfInputsDoesNotShow() {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(
                        scenario.name(),
                        () -> assertThat(scenario.results(scenario.inputs().reversed()))
                                .isEqualTo(scenario.results())));
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfDocumentsShowsInPlacesOnly() {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    var insideOut = scenario.results(scenario.inputsInsideOut());
                    var results = scenario.results();
                    insideOut.remove("findings.txt");
                    results.remove("findings.txt");
                    assertThat(insideOut).isEqualTo(results);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anyReaderReadsTheObjectsThatWerePlanned() {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    SortedMap<String, String> results = scenario.results();
                    for (ClusterPlan cluster :
                            scenario.plan(scenario.inputs(), new Problems()).clusters()) {
                        List<Object> planned = cluster.objects().stream()
                                .map(object -> Trees.of(object.manifest().tree()))
                                .toList();
                        String text = results.getOrDefault(Scenario.path(cluster), "");
                        assertThat(text.isEmpty() ? List.of() : ours(text)).isEqualTo(planned);
                        assertThat(theirs(text)).isEqualTo(planned);
                    }
                }));
    }

    private static List<Object> ours(String text) {
        var problems = new Problems();
        List<Document> documents =
                Documents.read("golden.yaml", text.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT, problems);
        assertThat(problems.sorted()).isEmpty();
        return documents.stream().map(document -> Trees.of(document.root())).toList();
    }

    private static List<Object> theirs(String text) {
        var documents = new ArrayList<Object>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(each -> documents.add(Trees.of(each)));
        return documents;
    }
}

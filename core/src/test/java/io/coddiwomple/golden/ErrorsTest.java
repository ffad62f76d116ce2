package io.coddiwomple.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is said about each wrong or doubtful input: a folder of files, and {@code errors.txt} with the lines that a user
 * sees. {@code -Dgolden.update=true} makes the lines what is said now.
 */
final class ErrorsTest {
    private static final Path ALL = Path.of("src/test/resources/errors");
    private static final String ERRORS = "errors.txt";

    /**
     * Files are read by the app; ledgers, certificates, installations, what a sandbox is given and the entries that only
     * DNS answers from are no input of a plan. They are tested where they are read.
     */
    private static final Set<Code> ELSEWHERE = Arrays.stream(Code.values())
            .filter(code -> code == Code.UNREADABLE
                    || code == Code.BAD_LEDGER
                    || code == Code.ENTRY_NOT_ANSWERED
                    || code == Code.NOTHING_ANSWERED
                    || code.id().startsWith("CW6")
                    || code.id().startsWith("CW7")
                    || code.id().startsWith("CW8"))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));

    @TestFactory
    Stream<DynamicTest> everyScenarioSaysWhatItsFileSays() {
        return Scenario.all(ALL).stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    String said = scenario.said(scenario.inputs());
                    if (Boolean.getBoolean("golden.update")) {
                        scenario.update(Map.of(ERRORS, said));
                    }
                    assertThat(scenario.goldens()).containsOnlyKeys(ERRORS).containsEntry(ERRORS, said);
                    assertThat(said).isNotEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfInputsDoesNotShow() {
        return Scenario.all(ALL).stream()
                .map(scenario -> dynamicTest(
                        scenario.name(),
                        () -> assertThat(scenario.said(scenario.inputs().reversed()))
                                .isEqualTo(scenario.said(scenario.inputs()))));
    }

    @Test
    void everyCodeIsProvokedByAScenario() {
        var provoked = new TreeSet<String>();
        for (Scenario scenario : scenarios()) {
            scenario.goldens().forEach((file, text) -> {
                if (!file.startsWith("out/")) {
                    text.lines().forEach(line -> provoked.add(line.split(" ", 3)[1]));
                }
            });
        }
        List<String> missing = Arrays.stream(Code.values())
                .filter(code -> !ELSEWHERE.contains(code))
                .map(Code::id)
                .filter(id -> !provoked.contains(id))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyMessageIsOnePlainLine() {
        for (Scenario scenario : scenarios()) {
            scenario.said(scenario.inputs())
                    .lines()
                    .forEach(line -> assertThat(line)
                            .as(scenario.name())
                            .matches("(error|warning|note) CW[1-5]\\d{3} \\S.*")
                            .doesNotContain("!")
                            .doesNotContain("null\"")
                            .doesNotContain("  ")
                            .doesNotContainIgnoringCase("exception")
                            .doesNotEndWith("."));
        }
    }

    @Test
    void onlyErrorsRefuse() throws IOException {
        for (Scenario scenario : scenarios()) {
            boolean refused =
                    scenario.said(scenario.inputs()).lines().anyMatch(line -> line.startsWith(Severity.ERROR.word()));

            assertThat(Files.exists(scenario.folder().resolve("out")) && refused)
                    .as(scenario.name())
                    .isFalse();
        }
    }

    private static List<Scenario> scenarios() {
        var scenarios = new ArrayList<>(Scenario.all(ALL));
        scenarios.addAll(Scenario.all());
        return scenarios;
    }
}

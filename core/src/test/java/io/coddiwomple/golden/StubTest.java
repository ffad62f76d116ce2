package io.coddiwomple.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.install.ServerAddress;
import io.coddiwomple.install.Stub;
import io.coddiwomple.install.StubKind;
import io.coddiwomple.install.Stubs;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every form of the stub for two servers, with the pool's reverse zones unless the scenario is called {@code usual};
 * {@code -Dgolden.update=true} makes the files what they are now.
 */
final class StubTest {
    private static final Path ALL = Path.of("src/test/resources/stub");

    @TestFactory
    Stream<DynamicTest> everyScenarioGivesItsGoldens() {
        return Scenario.all(ALL).stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    SortedMap<String, String> results = results(scenario);
                    if (Boolean.getBoolean("golden.update")) {
                        scenario.update(results);
                    }
                    assertThat(results).isEqualTo(scenario.goldens()).hasSize(StubKind.values().length);
                }));
    }

    private static SortedMap<String, String> results(Scenario scenario) {
        Federation federation = Objects.requireNonNull(Specs.read(scenario.inputs(), Options.NONE, new Problems()));
        var stub = new Stub(
                federation.suffix(),
                federation.pool(),
                List.of(address("10.96.0.53:1053"), address("fd01::35")),
                List.of(address("10.96.0.53:8053")),
                !scenario.name().equals("usual"),
                federation.clusters(),
                "-f mesh/");
        assertThat(Stubs.faults(stub, List.of())).isEmpty();
        var results = new TreeMap<String, String>();
        for (StubKind kind : Stubs.fitting(stub)) {
            String text = stub.text(kind).toString();
            assertThat(text.lines()).as(kind.word()).noneMatch(line -> line.endsWith(" "));
            results.put("out/" + kind.word() + ".txt", text);
        }
        return results;
    }

    private static ServerAddress address(String text) {
        return ServerAddress.parse(text).orElseThrow();
    }
}

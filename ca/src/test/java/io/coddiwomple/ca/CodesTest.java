package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What provokes each problem with certificates, and that its message is one for people. */
class CodesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    /** Ends with a command that finds the problem; what it found. */
    @FunctionalInterface
    private interface Scenario {
        List<String> find(Bench bench) throws IOException;
    }

    private static final Lifetime SHORT = Lifetime.ofDays(9);
    private static final Map<Code, Scenario> SCENARIOS = new EnumMap<>(Code.class);

    static {
        SCENARIOS.put(Code.NO_AUTHORITY, bench -> said(bench, bench.issue("london")));
        SCENARIOS.put(Code.FOREIGN_FILES, bench -> {
            Files.writeString(bench.withRoot().file("notes"), "");
            return said(bench, bench.issue("london"));
        });
        SCENARIOS.put(Code.FOLDER_OPEN, bench -> {
            bench.withRoot().permissions("", "rwxr-xr-x");
            return said(bench, bench.issue("london"));
        });
        SCENARIOS.put(Code.KEY_OPEN, bench -> {
            bench.withRoot().permissions("root/root-key.pem", "rw-r--r--");
            return said(bench, bench.issue("london"));
        });
        SCENARIOS.put(Code.ROOT_EXISTS, bench -> said(bench, bench.withRoot().makeRoot()));
        SCENARIOS.put(
                Code.BAD_PASSPHRASE,
                bench -> said(
                        bench,
                        bench.passphrase("correct horse")
                                .withRoot()
                                .passphrase(null)
                                .issue("london")));
        SCENARIOS.put(Code.BAD_CERTIFICATE, bench -> {
            bench.withRoot().overwrite("root/root-cert.pem", "");
            return said(bench, bench.issue("london"));
        });
        SCENARIOS.put(Code.KEY_MISMATCH, bench -> {
            bench.withRoot()
                    .withClusters("london")
                    .overwrite("root/root-key.pem", bench.read("clusters/london/ca-key.pem"));
            return said(bench, bench.issue("london"));
        });
        SCENARIOS.put(Code.CHAIN_BROKEN, bench -> {
            bench.withRoot().withClusters("london");
            bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(3650));
            bench.overwrite("clusters/london/root-cert.pem", bench.read("root/root-cert.pem"));
            return said(bench, bench.bundle("london"));
        });
        SCENARIOS.put(Code.CERTIFICATE_EXPIRED, bench -> {
            bench.withRoot().issue("london", SHORT);
            return said(bench, bench.later(Duration.ofDays(10)).bundle("london"));
        });
        SCENARIOS.put(
                Code.CLOCK,
                bench -> said(bench, bench.withRoot().later(Duration.ofDays(-1)).issue("london")));
        SCENARIOS.put(Code.RENEWAL_DUE, bench -> {
            bench.withRoot().issue("london", SHORT);
            return said(bench, bench.later(Duration.ofDays(7)).bundle("london"));
        });
        SCENARIOS.put(Code.LIFETIME_CUT, bench -> {
            bench.makeRoot(false, Algorithm.ECDSA_P256, SHORT);
            return said(bench, bench.issue("london"));
        });
        SCENARIOS.put(Code.NOT_ISSUED, bench -> said(bench, bench.withRoot().bundle("london")));
        SCENARIOS.put(Code.ROTATION_UNDER_WAY, bench -> {
            bench.withRoot().rotate();
            return said(bench, bench.makeRoot(true, Algorithm.ECDSA_P256, SHORT));
        });
        SCENARIOS.put(Code.PASSPHRASE_OPEN, bench -> {
            bench.withRoot().permissions(".gitignore", "rw-r-----");
            var problems = new Problems();
            PassphraseFile.expectPrivate(bench.file(".gitignore").toString(), problems);
            return problems.sorted().stream().map(Problem::toString).toList();
        });
        SCENARIOS.put(Code.NO_ROTATION, bench -> said(bench, bench.withRoot().nextRotationStep()));
        SCENARIOS.put(Code.NO_CERTIFICATES, bench -> observed("london", "kind: Deployment\n"));
        SCENARIOS.put(Code.ROOT_REPLACED, bench -> {
            bench.withRoot().withClusters("london");
            bench.makeRoot(true, Algorithm.ECDSA_P256, SHORT);
            return said(bench, bench.bundle("london"));
        });
        SCENARIOS.put(Code.KEY_SHARED, bench -> {
            bench.withRoot().withClusters("london").copy("clusters/london", "clusters/paris");
            return said(bench, bench.bundle("paris"));
        });
        SCENARIOS.put(Code.NAME_DIFFERS, bench -> {
            String root = bench.withRoot().read("root/root-cert.pem").indent(4);
            return observed(
                    "london",
                    "kind: ConfigMap\nmetadata: {annotations: {coddiwomple.io/cluster: paris}}\ndata:\n  root-cert.pem: |\n"
                            + root);
        });
    }

    @SuppressWarnings("unused") // The result is what was asked for, and what was said about it counts.
    private static List<String> said(Bench bench, @org.jspecify.annotations.Nullable Object result) {
        return bench.said();
    }

    private static List<String> observed(String cluster, String yaml) {
        var problems = new Problems();
        new Observing(cluster, problems).file("objects.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    @Test
    void everyCodeOfCertificatesHasAScenario() {
        assertThat(SCENARIOS.keySet())
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .filter(code -> code.id().startsWith("CW6"))
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioFindsItsProblem() {
        return SCENARIOS.entrySet().stream()
                .map(scenario -> dynamicTest(scenario.getKey().name(), () -> {
                    Path own =
                            Files.createDirectory(base.resolve(scenario.getKey().name()));
                    List<String> said = scenario.getValue().find(new Bench(own));
                    assertThat(said)
                            .anyMatch(line ->
                                    line.startsWith(scenario.getKey().severity().word() + " "
                                            + scenario.getKey().id() + " "));
                    assertThat(said)
                            .allSatisfy(line -> assertThat(line)
                                    .matches("(error|warning) CW6\\d{3} \\S.*")
                                    .doesNotContain("!", "  ", "null")
                                    .doesNotContainIgnoringCase("exception")
                                    .doesNotEndWith("."));
                }));
    }
}

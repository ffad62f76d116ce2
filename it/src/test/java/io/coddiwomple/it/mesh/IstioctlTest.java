package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Istio's own tool finds nothing to say about what is generated for today's Istio. */
@Tag("peers")
class IstioctlTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @BeforeAll
    static void needsIstioctl() {
        Peers.needPrograms();
    }

    @TestFactory
    Stream<DynamicTest> acceptsEveryGolden() throws IOException {
        return tests(Outputs.GOLDENS, Outputs.GOLDEN);
    }

    @TestFactory
    Stream<DynamicTest> acceptsTheExamples(@TempDir Path folder) throws IOException {
        List<List<String>> inputs = List.of(
                List.of("-f", EXAMPLES.resolve("bookinfo-two-clusters").toString()),
                List.of("-f", EXAMPLES.resolve("online-shop").toString()),
                List.of(
                        "-f",
                        EXAMPLES.resolve("kubernetes/clusters.yaml").toString(),
                        "--from",
                        "london=" + EXAMPLES.resolve("kubernetes/london.yaml"),
                        "--from",
                        "paris=" + EXAMPLES.resolve("kubernetes/paris.yaml")),
                List.of(
                        "--cluster-file",
                        EXAMPLES.resolve("2018/clusters.json").toString(),
                        "--service-file",
                        EXAMPLES.resolve("2018/services.json").toString()));
        for (int i = 0; i < inputs.size(); i++) {
            Generated.by(inputs.get(i), "", folder.resolve("example-" + i));
        }
        return tests(folder, "glob:**/*.yaml");
    }

    private static Stream<DynamicTest> tests(Path folder, String pattern) throws IOException {
        return Outputs.forTodaysIstio(folder, pattern).stream()
                .map(file -> dynamicTest(folder.relativize(file).toString(), () -> accepts(file)));
    }

    private static void accepts(Path file) {
        assertThat(istioctl("validate", "-f", file.toString()))
                .endsWith("is valid")
                .doesNotContainIgnoringCase("warn");
        assertThat(istioctl("analyze", "--use-kube=false", file.toString())).contains("No validation issues found");
    }

    private static String istioctl(String... words) {
        var all = new ArrayList<>(List.of(Peers.program("istioctl").toString()));
        all.addAll(List.of(words));
        return Command.of(all).in(Path.of("").toAbsolutePath()).output().strip();
    }
}

package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
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
    private static final Path GOLDENS = Path.of("../core/src/test/resources/golden");

    private static final Path EXAMPLES = Path.of("../examples");

    @BeforeAll
    static void needsIstioctl() {
        Peers.needPrograms();
    }

    /** Scenario goldens are {@code <scenario>/out/<cluster>.yaml}. */
    @TestFactory
    Stream<DynamicTest> acceptsEveryGolden() throws IOException {
        return tests(GOLDENS, "glob:**/out/*.yaml");
    }

    @TestFactory
    Stream<DynamicTest> acceptsTheExamples(@TempDir Path folder) throws IOException {
        List<List<String>> inputs = List.of(
                List.of("-f", EXAMPLES.resolve("bookinfo-two-clusters").toString()),
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
        List<Path> current;
        try (Stream<Path> files = Files.walk(folder)) {
            current = files.filter(folder.getFileSystem().getPathMatcher(pattern)::matches)
                    .filter(IstioctlTest::isForTodaysIstio)
                    .sorted()
                    .toList();
        }
        assertThat(current).isNotEmpty();
        return current.stream().map(file -> dynamicTest(folder.relativize(file).toString(), () -> accepts(file)));
    }

    /** The first version of the API is served since 1.22; output for older releases says another. */
    private static boolean isForTodaysIstio(Path file) {
        String text = WorkFolder.read(file);
        return text.contains("apiVersion: networking.istio.io/v1\n")
                && !text.contains("apiVersion: networking.istio.io/v1alpha3")
                && !text.contains("apiVersion: networking.istio.io/v1beta1");
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

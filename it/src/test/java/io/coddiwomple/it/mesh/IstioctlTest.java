package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Istio's own tool finds nothing to say about what is generated for today's Istio. */
@Tag("peers")
class IstioctlTest {
    private static final Path GOLDENS = Path.of("../core/src/test/resources/golden");

    @BeforeAll
    static void needsIstioctl() {
        Peers.needPrograms();
    }

    @TestFactory
    Stream<DynamicTest> acceptsEveryGolden() throws IOException {
        List<Path> current;
        try (Stream<Path> files = Files.walk(GOLDENS)) {
            current = files.filter(IstioctlTest::isOutput)
                    .filter(IstioctlTest::isForTodaysIstio)
                    .sorted()
                    .toList();
        }
        assertThat(current).isNotEmpty();
        return current.stream().map(file -> dynamicTest(GOLDENS.relativize(file).toString(), () -> accepts(file)));
    }

    private static boolean isOutput(Path file) {
        Path parent = file.getParent();
        return file.toString().endsWith(".yaml") && parent != null && parent.endsWith("out");
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
        var all = new java.util.ArrayList<>(List.of(Peers.program("istioctl").toString()));
        all.addAll(List.of(words));
        return Command.of(all).in(Path.of("").toAbsolutePath()).output().strip();
    }
}

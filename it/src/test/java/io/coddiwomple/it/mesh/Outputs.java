package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that {@code cw gen} wrote. */
final class Outputs {
    static final Path GOLDENS = Path.of("../core/src/test/resources/golden");
    /** {@code <scenario>/out/<cluster>.yaml}. */
    static final String GOLDEN = "glob:**/out/*.yaml";

    private Outputs() {}

    /** Those below a folder that are for a current Istio; at least one. */
    static List<Path> forTodaysIstio(Path folder, String pattern) throws IOException {
        List<Path> current;
        try (Stream<Path> files = Files.walk(folder)) {
            current = files.filter(folder.getFileSystem().getPathMatcher(pattern)::matches)
                    .filter(Outputs::isForTodaysIstio)
                    .sorted()
                    .toList();
        }
        assertThat(current).isNotEmpty();
        return current;
    }

    /** The first version of the API is served since 1.22; output for older releases says another. */
    private static boolean isForTodaysIstio(Path file) {
        String text = WorkFolder.read(file);
        return text.contains("apiVersion: networking.istio.io/v1\n")
                && !text.contains("apiVersion: networking.istio.io/v1alpha3")
                && !text.contains("apiVersion: networking.istio.io/v1beta1");
    }
}

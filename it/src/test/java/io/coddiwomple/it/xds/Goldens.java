package io.coddiwomple.it.xds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The outputs of {@code cw gen} that are kept as tests of the planner. */
final class Goldens {
    private Goldens() {}

    /** Those for a release that serves the first version of Istio's API and none before it; at least one. */
    static List<Path> current(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> current = files.filter(file -> file.toString().contains("/out/"))
                    .filter(Goldens::isCurrent)
                    .sorted()
                    .toList();
            assertThat(current).isNotEmpty();
            return current;
        }
    }

    private static boolean isCurrent(Path file) {
        try {
            String text = Files.readString(file);
            return text.contains("apiVersion: networking.istio.io/v1\n")
                    && !text.contains("apiVersion: networking.istio.io/v1alpha3")
                    && !text.contains("apiVersion: networking.istio.io/v1beta1");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

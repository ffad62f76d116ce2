package io.coddiwomple.it.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, without what the build makes. */
final class Repository {
    private static final List<String> MADE = List.of("target", ".git", "node_modules", ".idea", ".cifuzz-corpus");
    private static final List<String> TEXT = List.of(
            ".java", ".md", ".xml", ".yaml", ".yml", ".json", ".txt", ".properties", ".gitignore", ".config", ".table");

    private Repository() {}

    /** The root: the folder with {@code mvnw}, at or above the working folder of the tests. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no folder with mvnw at or above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** All files that people write, by path. */
    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.find(root(), 64, (_, attributes) -> attributes.isRegularFile())) {
            return all.filter(Repository::isWritten).sorted().toList();
        }
    }

    /** Those of the files that hold text: by their name, or without an ending and with a line that names a shell. */
    static List<Path> texts() throws IOException {
        return files().stream().filter(Repository::isText).toList();
    }

    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isWritten(Path file) {
        for (Path part : root().relativize(file)) {
            if (MADE.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Path file) {
        String name = String.valueOf(file.getFileName());
        return TEXT.stream().anyMatch(name::endsWith) || !name.contains(".");
    }
}

package io.coddiwomple.sandbox.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user's session says of where things are.
 *
 * @param environment variables by name; one that is empty counts as none
 * @param home the user's home folder
 */
public record Surroundings(Map<String, String> environment, Path home) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The value of a variable, empty when there is none. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Where caches of programs go (XDG Base Directory Specification 0.8). */
    Path cache() {
        String named = variable("XDG_CACHE_HOME");
        return named.startsWith("/") ? Path.of(named) : home.resolve(".cache");
    }

    /** The folders of {@code PATH}, in order. */
    private List<Path> programFolders() {
        var folders = new ArrayList<Path>();
        for (String folder : variable("PATH").split(File.pathSeparator, -1)) {
            try {
                folders.add(Path.of(folder.isEmpty() ? "." : folder));
            } catch (InvalidPathException nonsense) {
                // Shells go on to the next folder as well.
                continue;
            }
        }
        return folders;
    }

    /** The first file of this name on {@code PATH} that can be executed, or null. */
    @Nullable Path program(String name) {
        for (Path folder : programFolders()) {
            Path program = folder.resolve(name);
            if (isProgram(program)) {
                return program.toAbsolutePath();
            }
        }
        return null;
    }

    static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}

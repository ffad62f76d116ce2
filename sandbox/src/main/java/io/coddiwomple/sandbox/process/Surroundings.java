package io.coddiwomple.sandbox.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a user's session says of where things are.
 *
 * @param environment variables by name; one that is empty counts as none
 * @param home the user's home folder
 * @param user the user's number outside of the user namespace that this process is in, by which the user's other programs
 *     look for what it has; empty when it is in none of its own
 */
public record Surroundings(Map<String, String> environment, Path home, OptionalLong user) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Of a process that is in no user namespace of its own. */
    public Surroundings(Map<String, String> environment, Path home) {
        this(environment, home, OptionalLong.empty());
    }

    /** Values may be secrets, and stay here. */
    @Override
    public String toString() {
        return "Surroundings[" + environment.size() + " variables, home " + home + "]";
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

    /** The folders of {@code PATH}, in order; what cannot be a path is passed over, as shells do. */
    private List<Path> programFolders() {
        var folders = new ArrayList<Path>();
        for (String text : variable("PATH").split(File.pathSeparator, -1)) {
            Path folder = path(text.isEmpty() ? "." : text);
            if (folder != null) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException nonsense) {
            return null;
        }
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

package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of the system, which runs to its end. */
final class Tool {
    /** Where the system's own tools are, which the PATH of a user may leave out. */
    private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private Tool() {}

    /** Where a tool is; empty when it is not installed. */
    static Optional<Path> find(String name) {
        String path = System.getenv("PATH");
        Stream<String> own = path == null ? Stream.empty() : Stream.of(path.split(":"));
        return Stream.concat(own.filter(folder -> !folder.isEmpty()), SYSTEM.stream())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The whole path of a tool, or its name when it is not installed: then starting it says so. */
    static String path(String name) {
        return find(name).map(Path::toString).orElse(name);
    }

    /**
     * Runs a program to its end.
     *
     * @param words the first is a tool's name
     * @param input what it reads
     * @return what it printed, standard error included
     * @throws IOException with what it printed, when it ended with anything but 0
     */
    static String run(List<String> words, String input) throws IOException {
        List<String> all = new ArrayList<>(words);
        all.set(0, path(words.getFirst()));
        Process process = new ProcessBuilder(all)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String output;
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        } catch (IOException ended) {
            // It ended before it had read everything; its output says why.
            output = read(process);
            throw failure(words, output, process);
        }
        output = read(process);
        if (await(process) != 0) {
            throw failure(words, output, process);
        }
        return output;
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static IOException failure(List<String> words, String output, Process process) throws IOException {
        return new IOException("'" + String.join(" ", words) + "' ended with " + await(process)
                + (output.isEmpty() ? "" : ": " + output.replace("\n", "; ")));
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while a tool ran").initCause(hurried);
        }
    }
}

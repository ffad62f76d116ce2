package io.coddiwomple.it.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program that runs to its end. */
final class Command {
    private final List<String> words;
    private String input = "";
    private Path folder = Path.of("/");

    private Command(List<String> words) {
        this.words = words;
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(List.copyOf(words));
    }

    Command input(String text) {
        input = text;
        return this;
    }

    Command in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    /** What it printed, standard error included. */
    record Outcome(int exit, String output) {}

    Outcome run() {
        try {
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + words, e);
        }
    }

    /** Its output; any exit code but 0 is an error that shows the output. */
    String output() {
        Outcome outcome = run();
        if (outcome.exit() != 0) {
            throw new IllegalStateException(words + " ended with " + outcome.exit() + ": " + outcome.output()
                    + (input.isEmpty() ? "" : "\n" + input));
        }
        return outcome.output();
    }
}

package io.coddiwomple.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program of that name, which knows nothing of ours. */
final class Openssl {
    private final Path folder;

    Openssl(Path folder) {
        this.folder = folder;
    }

    /** What it came to, standard error after standard output. */
    record Result(int code, String text) {}

    Result run(String... words) {
        try {
            List<String> all = new ArrayList<>(List.of("openssl"));
            all.addAll(List.of(words));
            Process process = new ProcessBuilder(all)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException("openssl is not installed (Debian: openssl)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its output; a failure is an error. */
    String output(String... words) {
        Result result = run(words);
        if (result.code != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + result.text);
        }
        return result.text;
    }
}

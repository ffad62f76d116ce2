package io.coddiwomple.sandbox.apps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a command of this machine wrote, errors included, and its exit code. */
record Run(int exit, String output) {
    private static final int LONGEST_SECONDS = 30;

    static Run of(String... words) {
        return with("", words);
    }

    /** @param input what it reads */
    static Run with(String input, String... words) {
        try {
            Process process =
                    new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
            var output = CompletableFuture.supplyAsync(() -> read(process));
            give(process, input, true);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", words) + " does not end");
            }
            return new Run(process.exitValue(), output.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a command says that goes on until it is ended, up to the end of something that it is to say. */
    static String until(String said, String input, String... words) {
        try {
            Process process =
                    new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
            try {
                give(process, input, false);
                return CompletableFuture.supplyAsync(() -> readUntil(said, process))
                        .get(LONGEST_SECONDS, TimeUnit.SECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(String.join(" ", words) + " does not say \"" + said + "\"", e);
        }
    }

    private static String readUntil(String said, Process process) {
        var text = new StringBuilder();
        try {
            for (int next = process.inputReader().read();
                    next >= 0;
                    next = process.inputReader().read()) {
                text.append((char) next);
                if (text.toString().endsWith(said)) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void give(Process process, String input, boolean all) throws IOException, InterruptedException {
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            if (all) {
                process.getOutputStream().close();
            }
        } catch (IOException ended) {
            // It does not want to know any more; what it came to is what it says.
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw ended;
            }
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

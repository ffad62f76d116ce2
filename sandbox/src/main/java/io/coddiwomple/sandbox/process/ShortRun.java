package io.coddiwomple.sandbox.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What became of a program that does one thing and ends.
 *
 * @param code its exit code, 128 and more when a signal ended it
 * @param output the last 64 KiB or less of what it said, errors included
 */
record ShortRun(int code, String output) {
    private static final int MOST_OUTPUT = 32 << 10;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * Runs a program without input, and not beyond its time or the caller's interruption.
     *
     * @throws IOException when it does not start, or does not end in time
     */
    static ShortRun of(List<String> words, Duration patience) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new Said(process.getInputStream());
        Thread reader = Thread.ofVirtual().name("cw-run-output").start(said);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(words.getFirst() + " did not end within " + patience.toSeconds() + " s");
            }
            reader.join(LAST_WORDS);
            return new ShortRun(process.exitValue(), said.text());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The last line that is not blank, empty when there is none. */
    String lastLine() {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce("", (_, line) -> line)
                .strip();
    }

    /** Keeps the newest of what is read. Guarded by itself. */
    private static final class Said implements Runnable {
        private final InputStream from;
        private byte[] before = {};
        private final ByteArrayOutputStream now = new ByteArrayOutputStream();

        Said(InputStream from) {
            this.from = from;
        }

        @Override
        public void run() {
            var buffer = new byte[4096];
            try (from) {
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    add(buffer, read);
                }
            } catch (IOException closed) {
                // The process was ended, and what it said until then is what there is.
                add(buffer, 0);
            }
        }

        private synchronized void add(byte[] buffer, int length) {
            if (now.size() + length > MOST_OUTPUT) {
                before = now.toByteArray();
                now.reset();
            }
            now.write(buffer, 0, length);
        }

        synchronized String text() {
            return new String(before, StandardCharsets.UTF_8) + now.toString(StandardCharsets.UTF_8);
        }
    }
}

package io.coddiwomple.app.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes one text while the next is made: whoever reads from a pipe takes its time. What failed to be written is
 * reported by the next call. Owned by one thread; a second one, which ends with the process, starts with the first text
 * that is worth it.
 */
final class OutputRelay {
    private static final int LARGE = 1 << 20;

    private final OutputStream out;
    private @Nullable ExecutorService writer;
    private @Nullable Future<?> writing;

    OutputRelay(OutputStream out) {
        this.out = out;
    }

    /** Takes over pieces that nobody changes any more. */
    void write(List<byte[]> pieces) throws IOException {
        await();
        if (size(pieces) < LARGE) {
            writeAll(pieces, out);
            return;
        }
        if (writer == null) {
            writer = Executors.newSingleThreadExecutor(
                    work -> Thread.ofPlatform().daemon().name("cw-output").unstarted(work));
        }
        writing = writer.submit(() -> {
            writeAll(pieces, out);
            return null;
        });
    }

    /** Waits until all is written. */
    void end() throws IOException {
        await();
        out.flush();
    }

    static void writeAll(List<byte[]> pieces, OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }

    private static long size(List<byte[]> pieces) {
        long size = 0;
        for (byte[] piece : pieces) {
            size += piece.length;
        }
        return size;
    }

    private void await() throws IOException {
        if (writing == null) {
            return;
        }
        try {
            writing.get();
            writing = null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing");
        }
    }
}

package io.coddiwomple.app.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output with a buffer. What cannot be written is an {@link OutputFailed}, or a {@link ReaderGone} when the
 * other end of a pipe was closed. Owned by one thread.
 */
final class StandardOutput extends OutputStream {
    private static final int SIZE = 1 << 16;
    private static final int TYPE_BITS = 0xF000;
    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xC000;

    private final OutputStream target;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int one) throws IOException {
        if (used == SIZE) {
            drain();
        }
        buffer[used++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > SIZE - used) {
            drain();
        }
        if (length >= SIZE) {
            send(bytes, from, length);
        } else {
            System.arraycopy(bytes, from, buffer, used, length);
            used += length;
        }
    }

    @Override
    public void flush() throws IOException {
        drain();
        target.flush();
    }

    private void drain() throws IOException {
        int length = used;
        used = 0;
        if (length > 0) {
            send(buffer, 0, length);
        }
    }

    private void send(byte[] bytes, int from, int length) throws IOException {
        try {
            target.write(bytes, from, length);
        } catch (IOException failed) {
            if (isPipe()) {
                throw new ReaderGone(failed);
            }
            throw new OutputFailed("standard output cannot be written: " + failed.getMessage(), failed);
        }
    }

    /** Whether standard output is a pipe or socket: writing to those fails for no other reason than a lost reader. */
    private static boolean isPipe() {
        try {
            Object mode = Files.getAttribute(Path.of("/dev/stdout"), "unix:mode");
            int type = mode instanceof Integer bits ? bits & TYPE_BITS : 0;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}

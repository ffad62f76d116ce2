package io.coddiwomple.app.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output with a buffer outside of the heap, from which the system takes bytes without another copy. What cannot
 * be written is an {@link OutputFailed}, or a {@link ReaderGone} when the other end of a pipe was closed. Owned by one
 * thread.
 */
final class StandardOutput extends OutputStream {
    private static final int SIZE = 1 << 16;
    private static final int TYPE_BITS = 0xF000;
    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xC000;

    private final WritableByteChannel target;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);

    StandardOutput(WritableByteChannel target) {
        this.target = target;
    }

    @Override
    public void write(int one) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put((byte) one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), end - at);
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                target.write(buffer);
            }
        } catch (IOException failed) {
            if (isPipe()) {
                throw new ReaderGone(failed);
            }
            throw new OutputFailed("standard output cannot be written: " + failed.getMessage(), failed);
        } finally {
            buffer.clear();
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

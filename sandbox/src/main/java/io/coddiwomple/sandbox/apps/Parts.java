package io.coddiwomple.sandbox.apps;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Parts of a message whose lengths stand before them. */
final class Parts {
    private Parts() {}

    /**
     * The next bytes, and steps over them.
     *
     * @param length from the wire: what is left after padding may even be negative
     * @throws BufferUnderflowException when there are not so many
     */
    static ByteBuffer next(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    static void skip(ByteBuffer in, int length) {
        next(in, length);
    }
}

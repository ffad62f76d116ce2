package io.coddiwomple.sandbox.apps;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Parts of a message whose lengths stand before them. */
final class Parts {
    private Parts() {}

    /**
     * The next bytes, and steps over them.
     *
     * @throws BufferUnderflowException when there are fewer
     */
    static ByteBuffer next(ByteBuffer in, int length) {
        if (length > in.remaining()) {
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

package io.coddiwomple.sandbox.apps;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A handshake message of TLS, put together from the records that carry its parts (RFC 8446 section 5.1).
 *
 * @param type such as 1 for a ClientHello, 2 for a ServerHello
 * @param recordBytes how long the records with it are, from the first byte
 */
record Handshake(int type, ByteBuffer body, int recordBytes) {
    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int LARGEST_RECORD = 1 << 14;

    /** The message that the bytes begin with; empty when they begin otherwise, or end too early. */
    static Optional<Handshake> first(byte[] bytes) {
        var message = ByteBuffer.allocate(bytes.length);
        int at = 0;
        while (at + RECORD_HEADER <= bytes.length && begins(bytes, at)) {
            int length = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
            if (length == 0 || length > LARGEST_RECORD) {
                return Optional.empty();
            }
            message.put(bytes, at + RECORD_HEADER, Math.min(length, bytes.length - at - RECORD_HEADER));
            at += RECORD_HEADER + length;
            int body = message.position() < MESSAGE_HEADER ? Integer.MAX_VALUE : message.getInt(0) & 0xFFFFFF;
            if (body <= message.position() - MESSAGE_HEADER) {
                return Optional.of(new Handshake(message.get(0) & 0xFF, message.slice(MESSAGE_HEADER, body), at));
            }
        }
        return Optional.empty();
    }

    /** Whether a record of a handshake begins there: 22, and the version that all of TLS shows here. */
    static boolean begins(byte[] bytes, int at) {
        return bytes.length - at >= 3 && bytes[at] == HANDSHAKE && bytes[at + 1] == 3 && bytes[at + 2] <= 4;
    }
}

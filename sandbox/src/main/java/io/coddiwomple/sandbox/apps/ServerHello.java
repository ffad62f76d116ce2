package io.coddiwomple.sandbox.apps;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a TLS server answers first (RFC 8446 section 4.1.3), which everybody on the way can read.
 *
 * @param agreed the version that both now speak, such as {@code 0x0304} for TLS 1.3
 * @param length of the records that hold it, in bytes
 */
record ServerHello(int agreed, int length) {
    private static final int SERVER_HELLO = 2;
    private static final int RANDOM = 32;
    private static final int CIPHER_AND_COMPRESSION = 3;
    private static final int SUPPORTED_VERSIONS = 43;

    /** The message that the bytes begin with; empty when they begin otherwise, or end too early. */
    static Optional<ServerHello> parse(byte[] bytes) {
        Optional<Handshake> handshake = Handshake.first(bytes);
        if (handshake.isEmpty() || handshake.get().type() != SERVER_HELLO) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServerHello(
                    version(handshake.get().body()), handshake.get().recordBytes()));
        } catch (BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private static int version(ByteBuffer in) {
        int legacy = in.getShort() & 0xFFFF;
        Parts.skip(in, RANDOM);
        Parts.skip(in, in.get() & 0xFF);
        Parts.skip(in, CIPHER_AND_COMPRESSION);
        ByteBuffer extensions = in.hasRemaining() ? Parts.next(in, in.getShort() & 0xFFFF) : in;
        while (extensions.hasRemaining()) {
            int type = extensions.getShort() & 0xFFFF;
            ByteBuffer extension = Parts.next(extensions, extensions.getShort() & 0xFFFF);
            if (type == SUPPORTED_VERSIONS) {
                return extension.getShort() & 0xFFFF;
            }
        }
        return legacy;
    }

    /** Such as {@code TLS 1.3}. */
    String version() {
        return ClientHello.name(agreed);
    }

    /** Whether what follows is encrypted from here on: since TLS 1.3 the certificates are, too. */
    boolean hidesCertificates() {
        return agreed >= ClientHello.TLS_1_3;
    }
}

package io.coddiwomple.sandbox.apps;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first message of a TLS client (RFC 8446 section 4.1.2), which everybody on the way can read.
 *
 * @param versions that the client offers, such as {@code 0x0304} for TLS 1.3, in its order
 * @param serverName of extension server_name (RFC 6066 section 3); empty when there is none
 * @param protocols of extension application_layer_protocol_negotiation (RFC 7301 section 3.1), in the client's order
 * @param length of the records that hold it, in bytes
 */
record ClientHello(List<Integer> versions, String serverName, List<String> protocols, int length) {
    static final int TLS_1_2 = 0x0303;
    static final int TLS_1_3 = 0x0304;

    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = 32;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int ALPN = 16;
    private static final int SUPPORTED_VERSIONS = 43;

    ClientHello {
        versions = List.copyOf(versions);
        protocols = List.copyOf(protocols);
    }

    /**
     * Reads the message that the bytes begin with. Costs no more than a few times the length of the bytes.
     *
     * @return empty when they begin otherwise, or end too early
     */
    static Optional<ClientHello> parse(byte[] bytes) {
        Optional<Handshake> handshake = Handshake.first(bytes);
        if (handshake.isEmpty() || handshake.get().type() != CLIENT_HELLO) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(handshake.get().body(), handshake.get().recordBytes()));
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static ClientHello read(ByteBuffer in, int length) {
        int legacy = in.getShort() & 0xFFFF;
        Parts.skip(in, RANDOM);
        Parts.skip(in, in.get() & 0xFF);
        Parts.skip(in, in.getShort() & 0xFFFF);
        Parts.skip(in, in.get() & 0xFF);
        List<Integer> versions = List.of(legacy);
        String name = "";
        List<String> protocols = List.of();
        // Hellos of TLS 1.2 may have no extensions at all (RFC 5246 section 7.4.1.2).
        ByteBuffer extensions = in.hasRemaining() ? Parts.next(in, in.getShort() & 0xFFFF) : ByteBuffer.allocate(0);
        while (extensions.hasRemaining()) {
            int type = extensions.getShort() & 0xFFFF;
            ByteBuffer extension = Parts.next(extensions, extensions.getShort() & 0xFFFF);
            if (type == SERVER_NAME) {
                name = hostName(extension);
            } else if (type == ALPN) {
                protocols = protocols(extension);
            } else if (type == SUPPORTED_VERSIONS) {
                versions = versions(extension);
            }
        }
        return new ClientHello(versions, name, protocols, length);
    }

    private static String hostName(ByteBuffer extension) {
        ByteBuffer names = Parts.next(extension, extension.getShort() & 0xFFFF);
        while (names.hasRemaining()) {
            int type = names.get() & 0xFF;
            ByteBuffer name = Parts.next(names, names.getShort() & 0xFFFF);
            if (type == HOST_NAME) {
                return text(name);
            }
        }
        return "";
    }

    private static List<String> protocols(ByteBuffer extension) {
        ByteBuffer names = Parts.next(extension, extension.getShort() & 0xFFFF);
        var protocols = new ArrayList<String>();
        while (names.hasRemaining()) {
            protocols.add(text(Parts.next(names, names.get() & 0xFF)));
        }
        return protocols;
    }

    private static List<Integer> versions(ByteBuffer extension) {
        ByteBuffer all = Parts.next(extension, extension.get() & 0xFF);
        var versions = new ArrayList<Integer>();
        while (all.hasRemaining()) {
            versions.add(all.getShort() & 0xFFFF);
        }
        return versions;
    }

    /** The newest version that is offered, such as {@code TLS 1.3}. */
    String newest() {
        // GREASE (RFC 8701) offers versions that nobody speaks.
        int newest = versions.stream()
                .filter(version -> version >= 0x0300 && version <= TLS_1_3)
                .max(Integer::compare)
                .orElse(TLS_1_2);
        return name(newest);
    }

    /** What people call a version, such as {@code TLS 1.3} for {@code 0x0304}. */
    static String name(int version) {
        return switch (version) {
            case 0x0300 -> "SSL 3.0";
            case 0x0301 -> "TLS 1.0";
            case 0x0302 -> "TLS 1.1";
            case TLS_1_2 -> "TLS 1.2";
            case TLS_1_3 -> "TLS 1.3";
            default -> "TLS of version 0x%04x".formatted(version);
        };
    }

    private static String text(ByteBuffer bytes) {
        return Printable.of(StandardCharsets.ISO_8859_1.decode(bytes).toString());
    }
}

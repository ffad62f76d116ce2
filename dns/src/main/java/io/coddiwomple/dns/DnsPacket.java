package io.coddiwomple.dns;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The protobuf message {@code DnsPacket { bytes msg = 1; }} (coredns 1.14, pb/dns.proto), for which a protobuf library
 * would be a lot.
 */
final class DnsPacket {
    private static final int MSG = 1;
    private static final int LONGEST_VARINT = 10;

    static final MethodDescriptor.Marshaller<byte[]> MARSHALLER = new Bytes(DnsPacket::encode, DnsPacket::decode);

    /** A message as it came. */
    static final MethodDescriptor.Marshaller<byte[]> UNREAD = new Bytes(message -> message, message -> message);

    private record Bytes(UnaryOperator<byte[]> writing, UnaryOperator<byte[]> reading)
            implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] msg) {
            return new ByteArrayInputStream(writing.apply(msg));
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return reading.apply(stream.readAllBytes());
            } catch (IOException failed) {
                throw Status.INTERNAL
                        .withDescription("the message cannot be read")
                        .withCause(failed)
                        .asRuntimeException();
            }
        }
    }

    private DnsPacket() {}

    static byte[] encode(byte[] msg) {
        var out = new ByteArrayOutputStream(msg.length + 4);
        out.write(MSG << 3 | 2);
        int length = msg.length;
        while (length > 0x7F) {
            out.write(length & 0x7F | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(msg);
        return out.toByteArray();
    }

    /**
     * The field {@code msg}, empty when it is missing, the last when there are several; other fields are passed over.
     *
     * @throws io.grpc.StatusRuntimeException when the bytes are no protobuf message
     */
    static byte[] decode(byte[] message) {
        return new Reader(message).msg();
    }

    private static final class Reader {
        private final byte[] message;
        private int at;

        Reader(byte[] message) {
            this.message = message;
        }

        byte[] msg() {
            byte[] msg = {};
            while (at < message.length) {
                long key = varint();
                switch ((int) (key & 7)) {
                    case 0 -> varint();
                    case 1 -> skip(8);
                    case 2 -> {
                        int length = skip(varint());
                        if (key >>> 3 == MSG) {
                            msg = Arrays.copyOfRange(message, at - length, at);
                        }
                    }
                    case 5 -> skip(4);
                    default -> throw malformed();
                }
            }
            return msg;
        }

        private int skip(long length) {
            if (length < 0 || length > message.length - at) {
                throw malformed();
            }
            at += (int) length;
            return (int) length;
        }

        private long varint() {
            long value = 0;
            for (int i = 0; i < LONGEST_VARINT; i++) {
                if (at == message.length) {
                    throw malformed();
                }
                byte next = message[at++];
                value |= (next & 0x7FL) << (7 * i);
                if (next >= 0) {
                    return value;
                }
            }
            throw malformed();
        }

        private static RuntimeException malformed() {
            return Status.INVALID_ARGUMENT
                    .withDescription("the request is no message DnsPacket")
                    .asRuntimeException();
        }
    }
}

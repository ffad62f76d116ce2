package io.coddiwomple.sandbox.apps;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as a gRPC message: field 1 of a protobuf message, as many a service's request and reply has one. Enough for an
 * echo, and no library.
 */
final class GrpcText {
    private static final int PREFIX = 5;
    private static final int FIELD_1_BYTES = 1 << 3 | 2;
    private static final int MOST_STATUS = 16;

    private GrpcText() {}

    /** A message with its prefix: not compressed, and so long. */
    static byte[] message(byte[] text) {
        var field = new ByteArrayOutputStream(text.length + 6);
        if (text.length > 0) {
            field.write(FIELD_1_BYTES);
            for (int left = text.length; ; left >>>= 7) {
                if (left < 0x80) {
                    field.write(left);
                    break;
                }
                field.write(left & 0x7F | 0x80);
            }
            field.writeBytes(text);
        }
        return ByteBuffer.allocate(PREFIX + field.size())
                .put((byte) 0)
                .putInt(field.size())
                .put(field.toByteArray())
                .array();
    }

    /** The text of the first message of a body; of a message that is made otherwise, its bytes as text. */
    static String text(byte[] body) {
        if (body.length < PREFIX) {
            return "";
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(body).getInt(1));
        byte[] message = Arrays.copyOfRange(body, PREFIX, (int) Math.min(body.length, PREFIX + length));
        int at = 1;
        long announced = 0;
        for (int shift = 0; at < message.length && shift < 35; shift += 7) {
            announced |= (long) (message[at] & 0x7F) << shift;
            if (message[at++] >= 0) {
                break;
            }
        }
        boolean field = message.length > 1 && message[0] == FIELD_1_BYTES && announced == message.length - at;
        return new String(message, field ? at : 0, message.length - (field ? at : 0), StandardCharsets.UTF_8);
    }

    /** The status in headers or trailers, or {@link Answer#NONE}. */
    static int status(HttpHeaders headers) {
        String text = headers.get(GrpcEcho.STATUS, "");
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > MOST_STATUS) {
            return Answer.NONE;
        }
        return Integer.parseInt(text);
    }
}

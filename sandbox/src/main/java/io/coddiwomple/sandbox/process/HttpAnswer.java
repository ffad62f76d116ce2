package io.coddiwomple.sandbox.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP/1.1 response (RFC 9112) on a connection that carries no other.
 *
 * @param text its content, which is UTF-8
 */
record HttpAnswer(int status, String text) {
    private static final int OK = 200;

    boolean isOk() {
        return status == OK;
    }

    /** @throws ProtocolException when these bytes are not one, or not all of one */
    static HttpAnswer parse(byte[] bytes) throws IOException {
        int headEnd = indexOf(bytes, "\r\n\r\n", 0);
        if (headEnd < 0) {
            throw new ProtocolException("the answer ends inside its head");
        }
        String[] lines = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new ProtocolException("the answer is not HTTP/1: " + lines[0]);
        }
        int status = Integer.parseInt(lines[0].substring(9, 12));
        int start = headEnd + 4;
        if (field(lines, "transfer-encoding").equalsIgnoreCase("chunked")) {
            return new HttpAnswer(status, chunks(bytes, start).toString(StandardCharsets.UTF_8));
        }
        String length = field(lines, "content-length");
        int end = bytes.length;
        if (!length.isEmpty()) {
            if (!length.matches("[0-9]{1,9}") || start + Integer.parseInt(length) > bytes.length) {
                throw new ProtocolException(
                        "the answer has " + (bytes.length - start) + " bytes and promised " + length);
            }
            end = start + Integer.parseInt(length);
        }
        return new HttpAnswer(status, new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    private static String field(String[] lines, String name) {
        for (int at = 1; at < lines.length; at++) {
            int colon = lines[at].indexOf(':');
            if (colon > 0
                    && lines[at].substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return lines[at].substring(colon + 1).strip();
            }
        }
        return "";
    }

    private static ByteArrayOutputStream chunks(byte[] bytes, int from) throws ProtocolException {
        var content = new ByteArrayOutputStream();
        int at = from;
        while (true) {
            int line = indexOf(bytes, "\r\n", at);
            if (line < 0) {
                throw new ProtocolException("the answer ends before its last chunk");
            }
            String size = new String(bytes, at, line - at, StandardCharsets.ISO_8859_1).split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new ProtocolException("the answer has a chunk of size \"" + size + "\"");
            }
            int length = Integer.parseInt(size, 16);
            at = line + 2;
            if (length == 0) {
                return content;
            }
            if (at + length + 2 > bytes.length) {
                throw new ProtocolException("the answer ends inside a chunk");
            }
            content.write(bytes, at, length);
            at += length + 2;
        }
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        for (int at = from; at <= bytes.length - text.length(); at++) {
            int same = 0;
            while (same < text.length() && bytes[at + same] == text.charAt(same)) {
                same++;
            }
            if (same == text.length()) {
                return at;
            }
        }
        return -1;
    }
}

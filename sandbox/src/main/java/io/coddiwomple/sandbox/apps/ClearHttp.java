package io.coddiwomple.sandbox.apps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first request of a connection, as everybody on the way can read it.
 *
 * @param version such as {@code HTTP/1.1}, {@code HTTP/2} or {@code gRPC}
 * @param request method and target; empty when they are not among the bytes
 * @param host whom it is for; empty when that is not among the bytes
 */
record ClearHttp(String version, String request, String host) {
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,20} \\S{1,4096}) (HTTP/1\\.[01])");
    private static final byte[] PREFACE = bytes(Http2CodecUtil.connectionPrefaceBuf());
    private static final int FRAME_HEADER = 9;
    private static final int HEADERS = 1;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_LENGTH = 5;

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    /** The request that the bytes begin with; empty when they begin otherwise. */
    static Optional<ClearHttp> parse(byte[] bytes) {
        if (bytes.length >= PREFACE.length && Arrays.equals(bytes, 0, PREFACE.length, PREFACE, 0, PREFACE.length)) {
            return Optional.of(http2(ByteBuffer.wrap(bytes, PREFACE.length, bytes.length - PREFACE.length)));
        }
        List<String> lines =
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
        Matcher first = REQUEST_LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!first.matches()) {
            return Optional.empty();
        }
        String host = lines.stream()
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, "host:", 0, 5))
                .map(line -> line.substring(5).strip())
                .findFirst()
                .orElse("");
        return Optional.of(new ClearHttp(first.group(2), Printable.of(first.group(1)), Printable.of(host)));
    }

    /** Steps over frames (RFC 9113 section 4.1) to the first request's headers. */
    private static ClearHttp http2(ByteBuffer in) {
        try {
            while (in.remaining() >= FRAME_HEADER) {
                int length = in.getInt() >>> 8;
                int type = in.get(in.position() - 1) & 0xFF;
                int flags = in.get() & 0xFF;
                int stream = in.getInt();
                ByteBuffer payload = Parts.next(in, length);
                if (type == HEADERS) {
                    return request(stream, fragment(payload, flags));
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | Http2Exception notWhole) {
            return new ClearHttp("HTTP/2", "", "");
        }
        return new ClearHttp("HTTP/2", "", "");
    }

    private static ByteBuffer fragment(ByteBuffer payload, int flags) {
        int padding = (flags & PADDED) != 0 ? payload.get() & 0xFF : 0;
        Parts.skip(payload, (flags & PRIORITY) != 0 ? PRIORITY_LENGTH : 0);
        return Parts.next(payload, payload.remaining() - padding);
    }

    private static ClearHttp request(int stream, ByteBuffer fragment) throws Http2Exception {
        Http2Headers headers = new DefaultHttp2HeadersDecoder(false, WireTap.REMEMBERED << 2)
                .decodeHeaders(stream, Unpooled.wrappedBuffer(fragment));
        boolean grpc = String.valueOf(headers.get("content-type")).startsWith(GrpcEcho.TYPE);
        return new ClearHttp(
                grpc ? "gRPC" : "HTTP/2",
                headers.method() == null ? "" : Printable.of(headers.method() + " " + headers.path()),
                headers.authority() == null
                        ? ""
                        : Printable.of(headers.authority().toString()));
    }

    /** One clause. */
    String description() {
        return version + " in clear" + (request.isEmpty() ? "" : ": " + request)
                + (host.isEmpty() ? "" : ", host: " + host);
    }
}

package io.coddiwomple.it.mesh;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over one connection out of a namespace; what the JDK's client cannot do, as it opens sockets by itself. */
final class HttpConnection implements AutoCloseable {
    private final Socket socket;
    private final String host;
    private final InputStream in;
    private final Duration limit;

    private HttpConnection(Socket socket, String host, Duration limit) throws IOException {
        this.socket = socket;
        this.host = host;
        this.limit = limit;
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * @param host what the request calls the server, with its port
     * @param limit of connecting, and of each request
     */
    static HttpConnection open(
            NetNamespace from, InetSocketAddress to, String host, @Nullable SSLContext tls, Duration limit)
            throws IOException {
        Socket plain = from.socket().socket();
        try {
            plain.connect(to, (int) limit.toMillis());
            plain.setTcpNoDelay(true);
            if (tls == null) {
                return new HttpConnection(plain, host, limit);
            }
            Socket secured = tls.getSocketFactory().createSocket(plain, to.getHostString(), to.getPort(), true);
            return new HttpConnection(secured, host, limit);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** @param headers by lower-case name; of a repeated one the last */
    record Response(int status, Map<String, String> headers, String body) {}

    Response send(String method, String path, Map<String, String> headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        socket.setSoTimeout((int) limit.toMillis());
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(bytes);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        return response();
    }

    private Response response() throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Response(Integer.parseInt(status[1]), headers, body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            var all = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                all.writeBytes(exactly(size));
                line();
            }
            line();
            return all.toString(StandardCharsets.UTF_8);
        }
        String length = headers.get("content-length");
        byte[] bytes = length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the body ends after " + bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed before the response was complete");
            }
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

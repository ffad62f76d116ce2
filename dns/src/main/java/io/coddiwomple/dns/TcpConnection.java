package io.coddiwomple.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Requests and answers on one connection, each after two bytes that say how long it is (RFC 1035 section 4.2.2), as many
 * and as fast after one another as the client likes (RFC 7766 section 6.2.1.1). Answers keep the order of requests.
 * Owned by the thread that serves it; another one may close it.
 */
final class TcpConnection implements Client, AutoCloseable {
    private static final int PREFIX = 2;
    private static final int SMALL_ANSWERS = 4096;

    private final SocketChannel channel;
    private final CurrentZone zone;
    private final Responder responder;
    private final long patience;
    private final byte[] address;
    private final ByteBuffer in = ByteBuffer.allocate(PREFIX + ChannelUdp.LONGEST_REQUEST);
    private final byte[] request = new byte[ChannelUdp.LONGEST_REQUEST];
    private ByteBuffer out = ByteBuffer.allocate(SMALL_ANSWERS);
    private byte[] answer = {};
    /** How much of a request that is too long is still to come. */
    private int skipped;

    private volatile long deadline;

    /** @param patience how long it may take for a whole request, and the client for its answers, in nanoseconds */
    TcpConnection(SocketChannel channel, CurrentZone zone, Responder responder, long patience) {
        this.channel = channel;
        this.zone = zone;
        this.responder = responder;
        this.patience = patience;
        address = channel.socket().getInetAddress().getAddress();
        postpone();
    }

    /** When it is to be closed unless it gets on, by {@link System#nanoTime()}. */
    long deadline() {
        return deadline;
    }

    private void postpone() {
        deadline = System.nanoTime() + patience;
    }

    /** Serves until the client ends it, breaks the rules, or another thread closes it. */
    void serve() {
        try {
            boolean open = true;
            while (open && channel.read(in) >= 0) {
                in.flip();
                boolean whole = isWhole();
                while (open && isWhole()) {
                    open = answer();
                }
                in.compact();
                if (out.position() > 0) {
                    send();
                }
                // Half a request does not buy more time.
                if (whole) {
                    postpone();
                }
            }
        } catch (IOException gone) {
            // The client went away, or was sent away: either way there is nobody to tell.
            close();
        }
    }

    private boolean isWhole() {
        skip();
        return in.remaining() >= PREFIX && in.remaining() >= PREFIX + read(in.getShort(in.position()) & 0xFFFF);
    }

    /** How much is read of a request: of one that is too long its header, which alone is malformed and answered so. */
    private static int read(int length) {
        return length > ChannelUdp.LONGEST_REQUEST ? Wire.HEADER : length;
    }

    private void skip() {
        int here = Math.min(skipped, in.remaining());
        in.position(in.position() + here);
        skipped -= here;
    }

    /** Answers one request, and returns whether the connection goes on. */
    private boolean answer() throws IOException {
        int whole = in.getShort() & 0xFFFF;
        int length = read(whole);
        in.get(request, 0, length);
        skipped = whole - length;
        Zone now = zone.get();
        if (answer.length < now.largestMessage()) {
            answer = new byte[now.largestMessage()];
        }
        int size = responder.respond(now, request, length, answer, this);
        if (size == 0) {
            return false;
        }
        if (out.remaining() < PREFIX + size) {
            send();
            if (out.capacity() < PREFIX + size) {
                out = ByteBuffer.allocate(PREFIX + size);
            }
        }
        out.putShort((short) size).put(answer, 0, size);
        return true;
    }

    private void send() throws IOException {
        out.flip();
        postpone();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public int copyAddress(byte[] to) {
        System.arraycopy(address, 0, to, 0, address.length);
        return address.length;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            return;
        }
    }
}

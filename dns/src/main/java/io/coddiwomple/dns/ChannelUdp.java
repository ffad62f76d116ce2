package io.coddiwomple.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Answers over UDP by Java's own channels, on any system: one packet a call. Owned by the thread that runs it. */
final class ChannelUdp implements Runnable, Client {
    /** No request that makes sense is longer; what is cut off here is malformed. */
    static final int LONGEST_REQUEST = 4096;

    private static final long PAUSE_AFTER_FAILURE = 1_000_000;

    private final DatagramChannel channel;
    private final CurrentZone zone;
    private final Responder responder;
    private final Counters counters;
    private @Nullable SocketAddress from;

    /** @param channel bound, and closed by whoever opened it: then this ends */
    ChannelUdp(DatagramChannel channel, CurrentZone zone, Responder responder, Counters counters) {
        this.channel = channel;
        this.zone = zone;
        this.responder = responder;
        this.counters = counters;
    }

    @Override
    public void run() {
        ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_REQUEST);
        ByteBuffer out = ByteBuffer.allocateDirect(Edns.PAYLOAD);
        byte[] request = new byte[LONGEST_REQUEST];
        byte[] answer = new byte[Edns.PAYLOAD];
        while (channel.isOpen()) {
            try {
                from = channel.receive(in.clear());
                int length = in.flip().remaining();
                in.get(request, 0, length);
                int size = responder.respond(zone.get(), request, length, answer, this);
                if (size > 0) {
                    channel.send(out.clear().put(answer, 0, size).flip(), from);
                }
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException unsent) {
                counters.lost(Counters.Loss.UNSENT);
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
            } catch (RuntimeException bug) {
                // One question without an answer is better than a server that does not hear any more.
                counters.lost(Counters.Loss.FAILED);
            }
        }
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public int copyAddress(byte[] to) {
        if (from instanceof InetSocketAddress address) {
            byte[] bytes = address.getAddress().getAddress();
            System.arraycopy(bytes, 0, to, 0, bytes.length);
            return bytes.length;
        }
        throw new IllegalStateException("a datagram without a sender");
    }
}

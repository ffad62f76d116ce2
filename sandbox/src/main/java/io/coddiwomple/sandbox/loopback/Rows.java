package io.coddiwomple.sandbox.loopback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of sixteen blocks, {@code 127.C.0.0/16} each, that nobody else on this machine has: who holds one listens at its
 * first address, and that ends with the process. Owned by one thread at a time.
 */
final class Rows implements AutoCloseable {
    /** {@code 127.16.0.0/16} is the first, {@code 127.255.0.0/16} the last. */
    private static final int FIRST = 16;

    private static final int LAST = 255;
    private static final int CLAIM_PORT = 15999;

    private final List<ServerSocketChannel> held = new ArrayList<>();
    private int row;

    /**
     * Takes the next one that is free.
     *
     * @return its number, from 0
     * @throws IOException when none is left
     */
    int next() throws IOException {
        while (row <= LAST - FIRST) {
            int number = row++;
            ServerSocketChannel claim = ServerSocketChannel.open();
            try {
                claim.bind(
                        new InetSocketAddress(InetAddress.ofLiteral("127." + (FIRST + number) + ".0.0"), CLAIM_PORT));
                held.add(claim);
                return number;
            } catch (IOException taken) {
                claim.close();
            }
        }
        throw new IOException(
                "no loopback addresses are left for a cluster: other sandboxes have the networks from 127."
                        + FIRST + ".0.0/16 to 127." + LAST + ".0.0/16, or a program listens on port " + CLAIM_PORT
                        + " of all addresses (ss -lntp 'sport = :" + CLAIM_PORT + "' shows which)");
    }

    /** Gives all back. */
    @Override
    public void close() throws IOException {
        for (ServerSocketChannel claim : held) {
            claim.close();
        }
        held.clear();
    }
}

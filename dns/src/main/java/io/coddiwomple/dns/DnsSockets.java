package io.coddiwomple.dns;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;

/**
 * The sockets of one address: TCP and UDP on the same port.
 *
 * @param tcp bound, owned by whoever holds this
 * @param udp bound likewise
 */
record DnsSockets(ServerSocketChannel tcp, DatagramChannel udp) implements AutoCloseable {
    /** A free port of the one kind may be taken in the other. */
    private static final int ATTEMPTS = 16;

    private static final int BACKLOG = 256;
    /** Room for some thousand questions that come at once. */
    private static final int BUFFER = 4 << 20;

    /** @throws BindFailed when the address cannot be bound */
    static DnsSockets bind(ListenAddress address) throws BindFailed {
        try {
            InetSocketAddress resolved = address.resolve();
            for (int attempt = 1; ; attempt++) {
                try {
                    return bind(resolved);
                } catch (BindException taken) {
                    if (resolved.getPort() != 0 || attempt == ATTEMPTS) {
                        throw taken;
                    }
                }
            }
        } catch (IOException failed) {
            throw BindFailed.of(address, "DNS", failed);
        }
    }

    private static DnsSockets bind(InetSocketAddress address) throws IOException {
        StandardProtocolFamily family = address.getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        ServerSocketChannel tcp = ServerSocketChannel.open(family);
        try {
            tcp.bind(address, BACKLOG);
            DatagramChannel udp = DatagramChannel.open(family);
            try {
                udp.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
                udp.bind(
                        new InetSocketAddress(address.getAddress(), tcp.socket().getLocalPort()));
                return new DnsSockets(tcp, udp);
            } catch (IOException failed) {
                udp.close();
                throw failed;
            }
        } catch (IOException failed) {
            tcp.close();
            throw failed;
        }
    }

    /** The address that both listen on. */
    InetSocketAddress address() {
        return (InetSocketAddress) tcp.socket().getLocalSocketAddress();
    }

    @Override
    public void close() {
        close(udp);
        close(tcp);
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            return;
        }
    }
}

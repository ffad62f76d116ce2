package io.coddiwomple.sandbox.place;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Opens the sockets of one workload's application. Methods may be called from any thread. */
public interface Sockets {
    /**
     * A channel that accepts connections, in blocking mode; the caller closes it.
     *
     * @param address one of the workload's own
     * @throws IOException naming the address, when it cannot be had
     */
    ServerSocketChannel listen(InetSocketAddress address) throws IOException;

    /** An unconnected channel in blocking mode; the caller connects and closes it. */
    SocketChannel open() throws IOException;
}

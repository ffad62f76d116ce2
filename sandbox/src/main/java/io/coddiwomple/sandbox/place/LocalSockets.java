package io.coddiwomple.sandbox.place;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sockets of this machine itself. */
public enum LocalSockets implements Sockets {
    /** There is only one machine. */
    INSTANCE;

    @Override
    public ServerSocketChannel listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            return channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage()
                            + "; a program that listens on this port of all addresses is in the way (ss -lntp 'sport = :"
                            + address.getPort() + "' shows which)",
                    e);
        }
    }

    @Override
    public SocketChannel open() throws IOException {
        return SocketChannel.open();
    }
}

package io.coddiwomple.sandbox.netns;

import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.sandbox.place.Sockets;
import io.coddiwomple.sandbox.place.Spot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A workload's network namespace. Methods may be called from any thread. */
public final class NamespaceSpot implements Spot {
    private static final int BACKLOG = 1024;

    private final Namespaces owner;
    private final Privilege privilege;
    private final Capture capture;
    private final Placed placed;
    private final Sockets sockets = new Inside();

    NamespaceSpot(Namespaces owner, Privilege privilege, Placed placed) {
        this.owner = owner;
        this.privilege = privilege;
        this.capture = new Capture(privilege);
        this.placed = placed;
    }

    private final class Inside implements Sockets {
        @Override
        public ServerSocketChannel listen(InetSocketAddress address) throws IOException {
            return inside(() -> {
                ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
                try {
                    return channel.bind(address, BACKLOG);
                } catch (IOException failed) {
                    channel.close();
                    throw new IOException(
                            "cannot listen on " + address.getHostString() + ":" + address.getPort()
                                    + " in network namespace "
                                    + placed.namespace().name() + ": "
                                    + failed.getMessage(),
                            failed);
                }
            });
        }

        @Override
        public SocketChannel open() throws IOException {
            return inside(() -> SocketChannel.open(StandardProtocolFamily.INET));
        }
    }

    /** The name of its network namespace, for {@code ip netns exec}. */
    public String namespace() {
        return placed.namespace().name();
    }

    /**
     * Opens sockets of another kind than {@link #sockets} does, in here.
     *
     * @throws IOException of {@code opening}, or when this place was given back
     */
    public <T> T inside(Opening<T> opening) throws IOException {
        return placed.namespace().inside(opening);
    }

    @Override
    public String address() {
        return placed.address();
    }

    @Override
    public InetSocketAddress application(int port) {
        return reach(placed.address(), port);
    }

    @Override
    public Sockets sockets() {
        return sockets;
    }

    @Override
    public InetSocketAddress reach(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @Override
    public ProxyConfig bind(ProxyConfig config) {
        return capture.known(config);
    }

    /** {@code words} may begin with programs that prepare the process, since its group may be changed before they run. */
    @Override
    public List<String> proxyCommand(List<String> words) {
        var all = new ArrayList<>(capture.asProxy());
        all.addAll(words);
        return placed.namespace().wrap(all);
    }

    @Override
    public List<String> curl(String host, int port, String address) {
        return privilege.byHand(namespace(), List.of("curl"));
    }

    @Override
    public void cutOff() throws IOException {
        owner.cutOff(placed);
    }

    @Override
    public void reconnect() throws IOException {
        owner.reconnect(placed);
    }

    @Override
    public void close() throws IOException {
        owner.giveBack(placed);
    }
}

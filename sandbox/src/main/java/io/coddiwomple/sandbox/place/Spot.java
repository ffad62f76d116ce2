package io.coddiwomple.sandbox.place;

import io.coddiwomple.envoy.ProxyConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Where one workload is. Methods may be called from any thread. */
public interface Spot extends AutoCloseable {
    /** What the mesh knows as the address of its pod. */
    String address();

    /** Where the application listens for a port of its pod: the pod's own address, unless the proxy needs that. */
    InetSocketAddress application(int port);

    /** Sockets of the application. */
    Sockets sockets();

    /** Where the application has to connect to when it calls this address of a service. */
    InetSocketAddress reach(String address, int port);

    /** The proxy's configuration as it works from here: with the addresses of {@code config} where those are real. */
    ProxyConfig bind(ProxyConfig config);

    /** The command line that runs {@code words} as the proxy, here. */
    List<String> proxyCommand(List<String> words);

    /**
     * The beginning of a command line that a user can paste into a shell to run curl as the application, such as
     * {@code curl --connect-to HOST:PORT:127.16.16.5:8000}.
     */
    List<String> curl(String host, int port, String address);

    /**
     * From now on packets to and from here are dropped, and nobody is told.
     *
     * @throws IOException when it is not known whether they are
     * @throws UnsupportedOperationException where networks are not apart
     */
    void cutOff() throws IOException;

    /**
     * Undoes {@link #cutOff}.
     *
     * @throws IOException when it is not known whether that was done
     */
    void reconnect() throws IOException;

    /**
     * Gives back what it had of the machine. Again, it does nothing.
     *
     * @throws IOException when something stays, saying what
     */
    @Override
    void close() throws IOException;
}

package io.coddiwomple.sandbox.loopback;

import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.sandbox.place.LocalSockets;
import io.coddiwomple.sandbox.place.Sockets;
import io.coddiwomple.sandbox.place.Spot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A block of loopback addresses. */
final class LoopbackSpot implements Spot {
    private final LoopbackPlacement placement;
    private final String cluster;
    private final Block block;
    private final Ports ports;

    LoopbackSpot(LoopbackPlacement placement, String cluster, Block block, Ports ports) {
        this.placement = placement;
        this.cluster = cluster;
        this.block = block;
        this.ports = ports;
    }

    @Override
    public String address() {
        return block.pod();
    }

    /** The pod's own address is where its proxy listens. */
    @Override
    public InetSocketAddress application(int port) {
        return at(block.application(), port);
    }

    @Override
    public InetSocketAddress reach(String address, int port) {
        return at(block.standsFor(address), ports.bindable(port));
    }

    @Override
    public ProxyConfig bind(ProxyConfig config) {
        var endpoints = new Endpoints((address, port) -> placement.targets(cluster, address, port));
        return new Rebinding(block, ports, endpoints).of(config);
    }

    @Override
    public List<String> proxyCommand(List<String> words) {
        return words;
    }

    @Override
    public List<String> curl(String host, int port, String address) {
        InetSocketAddress to = reach(address, port);
        return List.of("curl", "--connect-to", host + ":" + port + ":" + to.getHostString() + ":" + to.getPort());
    }

    @Override
    public Sockets sockets() {
        return LocalSockets.INSTANCE;
    }

    @Override
    public void cutOff() {
        throw new UnsupportedOperationException(
                "on loopback nothing can drop packets; with --netns every workload has a network of its own");
    }

    @Override
    public void reconnect() {}

    @Override
    public void close() {}

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}

package io.coddiwomple.envoy.xds;

import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.controlplane.cache.Resources;
import io.envoyproxy.controlplane.cache.v3.SimpleCache;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.controlplane.server.V3DiscoveryServer;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves proxies their configuration over ADS, state of the world and delta, and their secrets over SDS, all on one
 * address without TLS: it carries private keys, so give it a socket in a folder that is closed to others, or at least an
 * address of this machine only.
 *
 * <p>Methods may be called from any thread. What is published is sent at once to the proxies that are connected, and to
 * the others when they come: clusters before endpoints, listeners and routes, so that nothing names a cluster that has
 * not been sent.
 */
public final class ConfigServer implements AutoCloseable {
    private static final int SECONDS_TO_CLOSE = 5;
    /** What comes over the one stream that orders it. */
    private static final List<String> TYPES = List.of(
            Resources.V3.CLUSTER_TYPE_URL,
            Resources.V3.ENDPOINT_TYPE_URL,
            Resources.V3.LISTENER_TYPE_URL,
            Resources.V3.ROUTE_TYPE_URL);

    private final SimpleCache<String> cache;
    private final Nacks nacks;
    private final Server server;
    private final ExecutorService executor;
    private final MultiThreadIoEventLoopGroup loop;
    private final Map<String, Snapshot> published = new HashMap<>();

    private ConfigServer(
            SimpleCache<String> cache,
            Nacks nacks,
            Server server,
            ExecutorService executor,
            MultiThreadIoEventLoopGroup loop) {
        this.cache = cache;
        this.nacks = nacks;
        this.server = server;
        this.executor = executor;
        this.loop = loop;
    }

    /**
     * Listens from now on.
     *
     * @param address an Internet address, with port 0 for any free one; or a path, where nothing may be yet, in a folder
     *     that only this user has permissions for
     * @throws IOException when the address cannot be had; then nothing is left running
     */
    public static ConfigServer start(SocketAddress address) throws IOException {
        ListenAddress listen = ListenAddress.of(address);
        var cache = new SimpleCache<String>(Node::getId);
        var nacks = new Nacks();
        var discovery = new V3DiscoveryServer(nacks, cache);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .executor(executor)
                .addService(named(discovery.getAggregatedDiscoveryServiceImpl().bindService()))
                .addService(named(discovery.getSecretDiscoveryServiceImpl().bindService()));
        listen.channels(builder);
        Server server = builder.build();
        var all = new ConfigServer(cache, nacks, server, executor, loop);
        try {
            server.start();
        } catch (IOException e) {
            all.close();
            throw e;
        }
        return all;
    }

    private static ServerServiceDefinition named(ServerServiceDefinition service) {
        return ServerInterceptors.intercept(service, new StreamMemory());
    }

    /** The port that it listens on, -1 for a path. */
    public int port() {
        return server.getPort();
    }

    /**
     * Makes these the proxies that are served; those that are not among them keep what they have, and are sent nothing
     * more. A proxy whose configuration is as before is not written to.
     *
     * @param configs by node
     */
    public synchronized void publish(SortedMap<String, ProxyConfig> configs, Identities identities) {
        Map<String, Snapshot> wanted = new HashMap<>();
        configs.forEach((node, config) -> wanted.put(node, Snapshots.of(config, identities.of(node))));
        for (String node : List.copyOf(published.keySet())) {
            if (!wanted.containsKey(node)) {
                cache.clearSnapshot(node);
                nacks.forget(node);
                published.remove(node);
            }
        }
        wanted.forEach((node, snapshot) -> {
            if (!snapshot.equals(published.put(node, snapshot))) {
                nacks.served(node, snapshot::version);
                cache.setSnapshot(node, snapshot);
            }
        });
    }

    /**
     * Whether a proxy is connected and has said that it took all that is published for it. What it took may still warm:
     * listeners wait for their routes and secrets.
     */
    public synchronized boolean hasTaken(String node) {
        Snapshot snapshot = published.get(node);
        return snapshot != null
                && TYPES.stream()
                        .filter(type -> !snapshot.resources(type).isEmpty())
                        .allMatch(type -> nacks.taken(node, type).equals(snapshot.version(type)));
    }

    /** The versions of what a proxy is served, or null when it is served nothing. */
    public synchronized @Nullable Versions versions(String node) {
        Snapshot snapshot = published.get(node);
        return snapshot == null
                ? null
                : new Versions(
                        snapshot.clusters().version(),
                        snapshot.endpoints().version(),
                        snapshot.listeners().version(),
                        snapshot.routes().version(),
                        snapshot.secrets().version());
    }

    /** The newest refusals by proxies, at most 256, oldest first. */
    public List<Nack> nacks() {
        return nacks.all();
    }

    /** Refusals of what is served now. */
    public List<Nack> standingNacks() {
        return nacks.standing();
    }

    /** Hangs up on everyone, and leaves no thread, port or socket's file behind. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Answers under way end before what they are written to does.
        executor.close();
        loop.shutdownGracefully(0, SECONDS_TO_CLOSE, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

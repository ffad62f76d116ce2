package io.coddiwomple.it.mesh;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real API server and a real istiod in a network namespace of their own, without any pod: for what istiod answers. */
public final class ControlPlane implements AutoCloseable {
    private static final String SERVICE_RANGE = "10.96.0.0/16";
    private static final int XDS_PORT = 15010;
    private static final String OUTSIDE = "10.99.0.1";

    private final NetNamespace namespace;
    private final Path folder;
    private final ApiServer server;
    private final Istiod istiod;
    private final MultiThreadIoEventLoopGroup loop;
    private final ManagedChannel channel;

    private ControlPlane(
            NetNamespace namespace,
            Path folder,
            ApiServer server,
            Istiod istiod,
            MultiThreadIoEventLoopGroup loop,
            ManagedChannel channel) {
        this.namespace = namespace;
        this.folder = folder;
        this.server = server;
        this.istiod = istiod;
        this.loop = loop;
        this.channel = channel;
    }

    /** Skips the test where this cannot run. */
    public static void need() {
        Peers.needMeshes();
    }

    /** Starts both, with the custom resource definitions of Istio; the cluster is called {@code Kubernetes}. */
    public static ControlPlane start() {
        Leftovers.clearOld();
        String name = Leftovers.prefix() + "xds";
        Path folder = Leftovers.folders().resolve(name);
        WorkFolder.create(folder);
        NetNamespace namespace = NetNamespace.create(name);
        namespace.ip(List.of("addr add " + OUTSIDE + "/24 dev lo"));
        ApiServer server = ApiServer.start(namespace, folder, OUTSIDE, SERVICE_RANGE);
        new CertificateAuthority(folder.resolve("root"), "xds").intermediate("xds", folder.resolve("authority"));
        server.awaitReady();
        KubeObject.split(WorkFolder.read(Peers.file("crd-all.gen.yaml"))).forEach(server.api()::apply);
        Istiod istiod = Istiod.start(
                namespace,
                folder,
                "Kubernetes",
                server.kubeconfig(),
                folder.resolve("authority"),
                "trustDomain: cluster.local\nrootNamespace: istio-system\n",
                Map.of());
        istiod.awaitReady();
        var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), XDS_PORT))
                .usePlaintext()
                .maxInboundMessageSize(1 << 26)
                .eventLoopGroup(loop)
                .channelFactory(() -> namespace.inside(NioSocketChannel::new))
                .build();
        return new ControlPlane(namespace, folder, server, istiod, loop, channel);
    }

    /** To istiod, without credentials. */
    public ManagedChannel channel() {
        return channel;
    }

    /** Applies a stream of documents; what a status has is reported as a kubelet would. */
    public void apply(String yaml) {
        for (KubeObject object : KubeObject.split(yaml)) {
            server.api().apply(object);
            if (object.kind().equals("Pod")) {
                server.api().applyStatus(object);
            }
        }
    }

    /** Deletes what a stream of documents names, but for namespaces, which never end here. */
    public void delete(String yaml) {
        KubeObject.split(yaml).stream()
                .filter(object -> !object.kind().equals("Namespace"))
                .forEach(server.api()::delete);
    }

    /** The last lines that istiod wrote. */
    public String log() {
        return istiod.log();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        istiod.close();
        server.close();
        namespace.close();
        WorkFolder.delete(folder);
    }
}

package io.coddiwomple.it.mesh;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real API server and a real istiod in a network namespace of their own, without any pod: for what istiod answers. */
public final class ControlPlane implements AutoCloseable {
    private static final String SERVICE_RANGE = "10.96.0.0/16";
    private static final int XDS_PORT = 15010;
    private static final String OUTSIDE = "10.99.0.1";

    private static final int WRITERS = 4;
    private static final String DEFAULT = meshConfig("cluster.local", List.of(), "istio-system");
    private static final List<Set<String>> TURNS =
            List.of(Set.of("Namespace"), Set.of("Node", "ServiceAccount", "Pod"));

    private final NetNamespace namespace;
    private final Path folder;
    private final ApiServer server;
    private final Istiod istiod;
    private final MultiThreadIoEventLoopGroup loop;
    private final ManagedChannel channel;
    private final Map<String, KubeObject> there = new ConcurrentHashMap<>();
    private String meshConfig = DEFAULT;

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
                DEFAULT,
                // What is applied at once is sent at once.
                Map.of("PILOT_DEBOUNCE_AFTER", "30ms"));
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

    /**
     * Makes these the only objects, but for namespaces, which never end here. What is there in the same words already
     * is left alone.
     *
     * @param yaml a stream of documents; what a status has is reported as a kubelet would
     */
    public void replace(String yaml) {
        Map<String, KubeObject> wanted = new LinkedHashMap<>();
        KubeObject.split(yaml).forEach(object -> wanted.put(object.identity(), object));
        Set<String> stale = new HashSet<>();
        for (KubeObject object : wanted.values()) {
            if (!object.equals(there.get(object.identity()))) {
                stale.add(object.identity());
                // istiod remembers the identities behind a service that has lost its last pod.
                service(object).ifPresent(stale::add);
            }
        }
        List<KubeObject> changed = wanted.values().stream()
                .filter(object -> stale.contains(object.identity()))
                .toList();
        List<KubeObject> gone = new ArrayList<>();
        there.forEach((identity, object) -> {
            boolean wantedStill = wanted.containsKey(identity);
            if (wantedStill
                    ? stale.contains(identity) && fixed(object)
                    : !object.kind().equals("Namespace")) {
                gone.add(object);
            }
        });
        inParallel(gone, object -> {
            server.api().delete(object);
            there.remove(object.identity());
        });
        // What others refer to goes first.
        for (Set<String> kinds : TURNS) {
            inParallel(
                    changed.stream()
                            .filter(object -> kinds.contains(object.kind()))
                            .toList(),
                    this::apply);
        }
        inParallel(
                changed.stream()
                        .filter(object -> TURNS.stream().noneMatch(kinds -> kinds.contains(object.kind())))
                        .toList(),
                this::apply);
    }

    private void apply(KubeObject object) {
        server.api().applyWithStatus(object);
        there.put(object.identity(), object);
    }

    /** The service whose endpoints an object holds. */
    private static Optional<String> service(KubeObject object) {
        return object.kind().equals("EndpointSlice")
                ? Optional.of("/Service/" + object.namespace() + "/"
                        + object.name().substring(0, object.name().lastIndexOf('-')))
                : Optional.empty();
    }

    /** Whether parts of it can not be changed. */
    private static boolean fixed(KubeObject object) {
        return object.kind().equals("Pod") || object.kind().equals("Service");
    }

    private static void inParallel(List<KubeObject> objects, Consumer<KubeObject> action) {
        List<List<KubeObject>> shares = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < objects.size(); i++) {
            shares.get(i % WRITERS).add(objects.get(i));
        }
        Parallel.forEach(shares, share -> share.forEach(action));
    }

    /**
     * What holds for the whole mesh. When it is not what held before, all objects are deleted, as istiod never gives a
     * pod that it knows another identity; and it takes a moment to see it.
     *
     * @param aliases other trust domains that count as its own
     * @return whether it is something else than before
     */
    public boolean mesh(String trustDomain, List<String> aliases, String rootNamespace) {
        String wanted = meshConfig(trustDomain, aliases, rootNamespace);
        if (wanted.equals(meshConfig)) {
            return false;
        }
        replace("");
        istiod.meshConfig(wanted);
        meshConfig = wanted;
        return true;
    }

    private static String meshConfig(String trustDomain, List<String> aliases, String rootNamespace) {
        return """
                trustDomain: %s
                trustDomainAliases: [%s]
                rootNamespace: %s
                """.formatted(trustDomain, String.join(", ", aliases), rootNamespace);
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
        Leftovers.kill(namespace.processes());
        namespace.close();
        WorkFolder.delete(folder);
    }
}

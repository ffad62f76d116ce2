package io.coddiwomple.sandbox;

import io.coddiwomple.ca.MeshIssuer;
import io.coddiwomple.ca.MeshIssuer.EphemeralRoot;
import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.sandbox.apps.App;
import io.coddiwomple.sandbox.apps.AppLoop;
import io.coddiwomple.sandbox.apps.AppServer;
import io.coddiwomple.sandbox.apps.TlsIdentity;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.blueprint.Workload;
import io.coddiwomple.sandbox.place.Placement.Forward;
import io.coddiwomple.sandbox.place.Placement.Target;
import io.coddiwomple.sandbox.process.Proxies;
import io.coddiwomple.sandbox.process.ProxySpec;
import io.coddiwomple.sandbox.store.MemoryStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings clusters up. Owned by one thread at a time. */
final class ClusterMaker {
    /** Longer than any sandbox is left running, so that nothing has to be renewed. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final Settings settings;
    private final Proxies proxies;
    private final AppLoop loop;
    private final InstantSource clock;
    private final Map<String, EphemeralRoot> roots = new HashMap<>();

    ClusterMaker(Settings settings, Proxies proxies, AppLoop loop, InstantSource clock) {
        this.settings = settings;
        this.proxies = proxies;
        this.loop = loop;
        this.clock = clock;
    }

    /** Where an application of a cluster connects to for a URL. */
    interface Reach {
        InetSocketAddress of(Placed from, URI url);
    }

    /** Gives all workloads their places, and services their pods. */
    List<Placed> place(ClusterBlueprint cluster) throws IOException {
        var placed = new ArrayList<Placed>();
        for (Workload workload : cluster.workloads()) {
            placed.add(Placed.in(cluster, workload, settings.placement()));
        }
        settings.placement().services(cluster.name(), forwards(cluster, placed));
        return placed;
    }

    private static List<Forward> forwards(ClusterBlueprint cluster, List<Placed> placed) {
        var forwards = new ArrayList<Forward>();
        for (KubeService service : cluster.services()) {
            String name = service.name() + "." + service.namespace() + ".svc." + cluster.domain();
            for (KubeService.ServicePort port : service.ports()) {
                List<Target> targets = placed.stream()
                        .map(one -> one.proxy().pod())
                        .filter(pod -> pod.namespace().equals(service.namespace())
                                && pod.labels()
                                        .entrySet()
                                        .containsAll(service.selector().entrySet()))
                        .map(pod -> new Target(pod.address(), port.targetPort()))
                        .toList();
                forwards.add(new Forward(name, service.clusterIp(), port.number(), targets));
            }
        }
        return forwards;
    }

    /** Starts the control plane, the applications and the proxies of a cluster; proxies come up by themselves. */
    RunningCluster run(ClusterBlueprint cluster, List<Placed> placed, Reach reach) throws IOException {
        MeshIssuer issuer = roots.computeIfAbsent(
                        cluster.root(), root -> EphemeralRoot.make("cw demo", clock.instant(), LIFETIME))
                .issuer(cluster.name());
        var store = new MemoryStore();
        Path socket = settings.folder().folder(cluster.name()).resolve("xds");
        ControlPlane plane = ControlPlane.start(cluster, placed, store, issuer, UnixDomainSocketAddress.of(socket));
        var workloads = new ArrayList<RunningWorkload>();
        try {
            for (Placed one : placed) {
                var spec = new ProxySpec(
                        one.name(), one.node(), socket, settings.folder().folder(one.name()), one.spot()::proxyCommand);
                // Last, as what comes after it and fails would leave it listening.
                AppServer app = app(one, issuer, reach);
                workloads.add(new RunningWorkload(one, proxies.start(spec), app));
            }
        } catch (IOException | RuntimeException | Error failed) {
            var teardown = new Teardown();
            teardown.add(running(cluster, store, plane, workloads)::close);
            teardown.endAfter(failed);
            throw failed;
        }
        return running(cluster, store, plane, workloads);
    }

    private RunningCluster running(
            ClusterBlueprint cluster, MemoryStore store, ControlPlane plane, List<RunningWorkload> workloads) {
        return new RunningCluster(cluster, store, plane, settings.placement(), workloads);
    }

    private @Nullable AppServer app(Placed placed, MeshIssuer issuer, Reach reach) throws IOException {
        Workload workload = placed.workload();
        App app = switch (workload.kind()) {
            case GATEWAY, SHELL -> null;
            case ECHO -> new App.Echo();
            case HTTPBIN -> new App.Httpbin();
            case NAMER -> new App.Namer(placed.cluster());
            case GREETER -> {
                URI namer = URI.create(workload.asks());
                yield new App.Greeter(namer, () -> reach.of(placed, namer));
            }
        };
        if (app == null) {
            return null;
        }
        var ports = new ArrayList<AppServer.Port>();
        for (Workload.AppPort port : workload.ports()) {
            ports.add(port(placed.spot().application(port.number()), port.protocol(), placed, issuer));
        }
        return AppServer.start(loop, placed.spot().sockets(), placed.name(), app, ports);
    }

    private static AppServer.Port port(InetSocketAddress at, String protocol, Placed placed, MeshIssuer issuer) {
        boolean secure = protocol.equals("https") || protocol.equals("tls");
        AppServer.Content content = switch (protocol) {
            case "http", "http2", "grpc", "grpc-web", "https" -> AppServer.Content.HTTP;
            default -> AppServer.Content.LINES;
        };
        return new AppServer.Port(at, content, secure ? Optional.of(own(placed, issuer)) : Optional.empty());
    }

    /** What an application shows that speaks TLS by itself. */
    private static TlsIdentity own(Placed placed, MeshIssuer issuer) {
        MeshIssuer.Workload issued = issuer.issue(URI.create(placed.identity()));
        try {
            return TlsIdentity.fromPem(issued.key(), issued.chain());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("what was just issued cannot be read", impossible);
        }
    }
}

package io.coddiwomple.it.mesh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pod: a namespace, its proxy and, in a server, its applications. */
final class Pod {
    private final MeshCluster cluster;
    private final Blueprint.PodPlan plan;
    private final NetNamespace namespace;
    private final String address;
    private final String outerAddress;
    private final HttpApp http;
    private final TcpApp tcp;
    private final GrpcApp grpc;
    private @Nullable Proxy proxy;

    Pod(MeshCluster cluster, Blueprint.PodPlan plan, NetNamespace namespace, String address, String outerAddress) {
        this.cluster = cluster;
        this.plan = plan;
        this.namespace = namespace;
        this.address = address;
        this.outerAddress = outerAddress;
        String identity = cluster.name() + "/" + plan.name();
        http = new HttpApp(namespace, identity);
        tcp = new TcpApp(namespace, identity);
        grpc = new GrpcApp(namespace, identity);
    }

    /** Makes its traffic pass through the proxy, as Istio's init container does, and starts its applications. */
    void prepare() {
        if (plan.role() != Blueprint.Role.GATEWAY) {
            namespace.iptables(CAPTURE);
        }
        startApps();
    }

    private static final String CAPTURE = """
            *nat
            -A OUTPUT -p udp --dport 53 -m owner ! --gid-owner %1$s -j REDIRECT --to-ports 15053
            -A OUTPUT -p tcp -m owner --gid-owner %1$s -j RETURN
            -A OUTPUT -p tcp -o lo -j RETURN
            -A OUTPUT -p tcp -j REDIRECT --to-ports 15001
            -A PREROUTING -p tcp --dport 15020:15021 -j RETURN
            -A PREROUTING -p tcp -j REDIRECT --to-ports 15006
            COMMIT
            """.formatted(Proxy.GROUP);

    Pod startProxy(Path folder) {
        boolean router = plan.role() == Blueprint.Role.GATEWAY;
        WorkFolder.create(folder);
        proxy = Proxy.start(
                namespace,
                folder,
                new Proxy.Identity(
                        router ? "router" : "sidecar",
                        cluster.name(),
                        cluster.trustDomain(),
                        plan.namespace(),
                        plan.name(),
                        plan.serviceAccount(),
                        address,
                        labels()),
                cluster.api().token(plan.namespace(), plan.serviceAccount()),
                cluster.roots(),
                cluster.manyRoots() ? Map.of("PROXY_CONFIG_XDS_AGENT", "true") : Map.of());
        return this;
    }

    /** As injection labels a pod: istiod sends mutual TLS to it. */
    Map<String, String> labels() {
        var all = new java.util.TreeMap<>(plan.labels());
        all.put("security.istio.io/tlsMode", "istio");
        return all;
    }

    void startApps() {
        if (plan.role() == Blueprint.Role.SERVER) {
            apps().forEach(App::start);
        }
    }

    /** The applications end, the sidecar lives. */
    void crashApps() {
        apps().forEach(App::crash);
    }

    /** The sidecar or gateway ends: connecting to the pod is refused. */
    void killProxy() {
        proxy().close();
    }

    /** Without waiting until it is ready. */
    void startProxy() {
        startProxy(cluster.folder(this));
    }

    void restartProxy() {
        startProxy();
        proxy().awaitReady();
    }

    /** Nothing reaches it any more, and nobody is told. */
    void cutOff() {
        cluster.network().cutOff(namespace);
    }

    void heal() {
        cluster.network().heal(namespace);
    }

    void restore() {
        heal();
        startApps();
        http.answersWith(200);
        if (!proxy().running()) {
            restartProxy();
        }
    }

    private List<App> apps() {
        return List.of(http, tcp, grpc);
    }

    HttpApp http() {
        return http;
    }

    Proxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException("pod " + plan.name() + " has no proxy yet");
        }
        return proxy;
    }

    Blueprint.PodPlan plan() {
        return plan;
    }

    NetNamespace namespace() {
        return namespace;
    }

    String address() {
        return address;
    }

    /** What other clusters dial; empty unless it is a gateway. */
    String outerAddress() {
        return outerAddress;
    }

    /** A name of the outer address, which every cluster's DNS knows. */
    String outerName() {
        return outerName(plan, cluster.name());
    }

    static String outerName(Blueprint.PodPlan plan, String cluster) {
        return plan.name() + "." + cluster + ".example";
    }

    MeshCluster cluster() {
        return cluster;
    }
}

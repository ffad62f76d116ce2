package io.coddiwomple.it.mesh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One cluster with its own Istio: control plane, DNS, pods, gateways. */
final class MeshCluster {
    private static final int CONTROL_PLANE = 1;
    private static final int FIRST_POD = 10;
    // The first of all addresses is the API server's own service.
    private static final int FIRST_SERVICE = 10;

    private final Blueprint blueprint;
    private final int number;
    private final Network network;
    private final Path folder;
    private final CertificateAuthority authority;
    private final List<Pod> pods = new ArrayList<>();
    private final List<Pod> withdrawn = new ArrayList<>();
    private final Map<String, String> serviceAddresses = new TreeMap<>();
    private final Settling settling = new Settling();
    private final NetNamespace control;
    private final ApiServer server;
    private final ClusterDns dns;
    private final Istiod istiod;
    private List<KubeObject> loaded = List.of();

    /** Starts the programs of the control plane; {@link #awaitReady} waits for them. */
    MeshCluster(
            Blueprint blueprint,
            int number,
            Network network,
            Path folder,
            CertificateAuthority authority,
            Map<String, String> outerNames) {
        this.blueprint = blueprint;
        this.number = number;
        this.network = network;
        this.folder = folder;
        this.authority = authority;
        String address = Network.inner(number, CONTROL_PLANE);
        control = network.attach(name(), List.of(address));
        WorkFolder.create(folder);
        server = ApiServer.start(control, folder, address, Network.virtualRange(number));
        var names = new HashMap<>(outerNames);
        names.put("istiod.istio-system.svc", address);
        for (Blueprint.ServicePlan service : blueprint.services()) {
            String virtual = Network.virtual(number, FIRST_SERVICE + serviceAddresses.size());
            serviceAddresses.put(ClusterObjects.key(service), virtual);
            names.put(ClusterObjects.key(service) + ".svc.cluster.local", virtual);
        }
        dns = ClusterDns.start(control, folder, names);
        authority.intermediate(name(), folder.resolve("authority"));
        attachPods(address);
        server.awaitReady();
        KubeObject.split(WorkFolder.read(Peers.file("crd-all.gen.yaml"))).forEach(api()::apply);
        ClusterObjects.write(api(), blueprint, pods, serviceAddresses);
        istiod = Istiod.start(
                control,
                folder,
                name(),
                server.kubeconfig(),
                folder.resolve("authority"),
                meshConfig(blueprint.trustAliases()),
                manyRoots() ? Map.of("ISTIO_MULTIROOT_MESH", "true") : Map.of());
    }

    private void attachPods(String nameServer) {
        int outer = 0;
        for (Blueprint.PodPlan plan : blueprint.pods()) {
            String address = Network.inner(number, FIRST_POD + pods.size());
            String outerAddress = plan.outer() ? Network.outer(number, outer++) : "";
            NetNamespace namespace = network.attach(
                    name() + "-" + plan.name(), plan.outer() ? List.of(address, outerAddress) : List.of(address));
            namespace.resolve(
                    """
                    nameserver %s
                    search %s.svc.cluster.local svc.cluster.local cluster.local
                    options ndots:5
                    """.formatted(nameServer, plan.namespace()),
                    "127.0.0.1 localhost\n%s %s\n".formatted(address, plan.name()));
            Pod pod = new Pod(this, plan, namespace, address, outerAddress);
            pod.prepare();
            pods.add(pod);
        }
        network.services(number, forwards(pods));
    }

    private List<Network.Forward> forwards(List<Pod> ready) {
        var forwards = new ArrayList<Network.Forward>();
        for (Blueprint.ServicePlan service : blueprint.services()) {
            String address = serviceAddresses.getOrDefault(ClusterObjects.key(service), "");
            for (Blueprint.PortPlan port : service.ports()) {
                List<String> targets = ClusterObjects.selected(service, ready).stream()
                        .map(pod -> pod.address() + ":" + port.targetPort())
                        .toList();
                forwards.add(new Network.Forward(address, port.number(), targets));
            }
        }
        return forwards;
    }

    void awaitReady() {
        dns.awaitReady();
        istiod.awaitReady();
        Parallel.forEach(pods, pod -> pod.startProxy(folder(pod)));
        Parallel.forEach(pods, pod -> pod.proxy().awaitReady());
    }

    /** Which other trust domains are taken for its own; works while running. */
    void trustAliases(List<String> aliases) {
        istiod.meshConfig(meshConfig(aliases));
    }

    private String meshConfig(List<String> aliases) {
        return """
                trustDomain: %s
                trustDomainAliases: [%s]
                rootNamespace: istio-system
                accessLogFile: ./access.log
                """.formatted(trustDomain(), String.join(", ", aliases));
    }

    /**
     * Makes these the only objects loaded in this cluster, and waits until every proxy has them.
     *
     * @param yaml a stream of documents, applied as they are
     */
    void load(String yaml) {
        List<KubeObject> wanted = KubeObject.split(yaml);
        var old = new LinkedHashMap<String, KubeObject>();
        loaded.forEach(object -> old.put(object.identity(), object));
        wanted.forEach(api()::apply);
        wanted.forEach(object -> old.remove(object.identity()));
        // A namespace stays: without the controllers it would never end.
        old.values().stream()
                .filter(object -> !object.kind().equals("Namespace"))
                .forEach(api()::delete);
        loaded = wanted;
        settle();
    }

    /** Adds objects to those loaded; the next {@link #load} removes them. */
    void add(String yaml) {
        apply(yaml);
        settle();
    }

    /** The same without waiting, for what a proxy will refuse. */
    void apply(String yaml) {
        List<KubeObject> more = KubeObject.split(yaml);
        more.forEach(api()::apply);
        var all = new ArrayList<>(loaded);
        all.addAll(more);
        loaded = all;
    }

    private void settle() {
        int mark = settling.mark(api());
        Settling.await(pods.stream().filter(pod -> pod.proxy().running()).toList(), mark);
    }

    /** Takes a pod out of all services, as the controllers do with one that is not ready; {@link #restore} ends it. */
    void withdraw(Pod pod) {
        withdrawn.add(pod);
        publishEndpoints();
    }

    private void publishEndpoints() {
        List<Pod> ready = pods.stream().filter(pod -> !withdrawn.contains(pod)).toList();
        ClusterObjects.writeEndpoints(api(), blueprint, ready);
        network.services(number, forwards(ready));
    }

    /** Brings back what was crashed, killed, cut off or told to fail. */
    void restore() {
        pods.forEach(Pod::restore);
        if (!withdrawn.isEmpty()) {
            withdrawn.clear();
            publishEndpoints();
        }
    }

    Pod pod(String podName) {
        return pods.stream()
                .filter(pod -> pod.plan().name().equals(podName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no pod " + podName + " in " + name()));
    }

    List<Pod> pods() {
        return List.copyOf(pods);
    }

    String name() {
        return blueprint.name();
    }

    String trustDomain() {
        return blueprint.trustDomain();
    }

    CertificateAuthority authority() {
        return authority;
    }

    boolean manyRoots() {
        return blueprint.takesManyRoots();
    }

    /** The roots that it trusts, as its files say. */
    String roots() {
        return WorkFolder.read(folder.resolve("authority").resolve("root-cert.pem"));
    }

    /** What a kubelet does when the Secret has changed. */
    void mountAuthority() {
        authority.mount(name(), folder.resolve("authority"));
    }

    /** The roots that istiod hands out to every namespace. */
    String handedOut() {
        return api().get("/api/v1/namespaces/istio-system/configmaps/istio-ca-root-cert")
                .getAsJsonObject("data")
                .get("root-cert.pem")
                .getAsString();
    }

    Path folder(Pod pod) {
        return folder.resolve(pod.plan().name());
    }

    Network network() {
        return network;
    }

    KubeApi api() {
        return server.api();
    }

    ClusterDns dns() {
        return dns;
    }

    Istiod istiod() {
        return istiod;
    }

    void close() {
        pods.forEach(Pod::crashApps);
        server.api().close();
    }
}

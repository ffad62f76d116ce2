package io.coddiwomple.sandbox;

import io.coddiwomple.resource.Manifest;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.apps.AppLoop;
import io.coddiwomple.sandbox.apps.Call;
import io.coddiwomple.sandbox.apps.Caller;
import io.coddiwomple.sandbox.apps.Protocol;
import io.coddiwomple.sandbox.apps.WireTap;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.place.LocalSockets;
import io.coddiwomple.sandbox.place.Placement;
import io.coddiwomple.sandbox.process.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Several clusters on this machine, each a mesh of its own with real Envoys. Methods may be called from any thread, and
 * wait for what they do.
 */
public final class Sandbox implements AutoCloseable {
    private final AppLoop loop = new AppLoop();
    private final Caller caller = new Caller(loop);
    private final Settings settings;
    private final Proxies proxies;
    private final ClusterMaker maker;
    /** In the order in which they came. Replaced as a whole: the applications' thread reads it, and must not wait. */
    private volatile Map<String, RunningCluster> clusters = Map.of();

    private Sandbox(Settings settings, Proxies proxies, InstantSource clock) {
        this.settings = settings;
        this.proxies = proxies;
        this.maker = new ClusterMaker(settings, proxies, loop, clock);
    }

    /**
     * Brings clusters up, without any resources of Istio's. Nothing is left when that fails.
     *
     * @param progress told of proxies that end by themselves, by several threads
     * @throws IOException when the machine does not give what is needed
     */
    public static Sandbox start(
            List<ClusterBlueprint> clusters, Settings settings, InstantSource clock, Consumer<String> progress)
            throws IOException, InterruptedException {
        Proxies proxies = Proxies.open(settings.envoy(), settings.folder(), settings.surroundings(), progress);
        var sandbox = new Sandbox(settings, proxies, clock);
        try {
            sandbox.add(clusters);
        } catch (IOException | RuntimeException | Error failed) {
            sandbox.teardown().endAfter(failed);
            throw failed;
        }
        return sandbox;
    }

    /** Brings further clusters up. */
    public synchronized void add(List<ClusterBlueprint> more) throws IOException {
        var placed = new LinkedHashMap<ClusterBlueprint, List<Placed>>();
        for (ClusterBlueprint cluster : more) {
            placed.put(cluster, maker.place(cluster));
        }
        // All have their places before anyone is told of them.
        for (Map.Entry<ClusterBlueprint, List<Placed>> one : placed.entrySet()) {
            Map<String, RunningCluster> all = new LinkedHashMap<>(clusters);
            all.put(one.getKey().name(), maker.run(one.getKey(), one.getValue(), this::reach));
            clusters = Collections.unmodifiableMap(all);
        }
    }

    /** The names of all clusters, in the order in which they came. */
    public List<String> clusters() {
        return List.copyOf(clusters.keySet());
    }

    private List<RunningCluster> all() {
        return List.copyOf(clusters.values());
    }

    private RunningCluster cluster(String name) throws Unknown {
        Map<String, RunningCluster> all = clusters;
        RunningCluster cluster = all.get(name);
        if (cluster == null) {
            throw new Unknown("there is no cluster \"" + name + "\"; there are " + String.join(", ", all.keySet()));
        }
        return cluster;
    }

    /** Makes a cluster's objects exactly these. */
    public Changes replace(String cluster, List<Manifest> objects) throws Unknown, Refused, IOException {
        return cluster(cluster).write(objects, true);
    }

    /** Adds or changes these objects of a cluster. */
    public Changes apply(String cluster, List<Manifest> objects) throws Unknown, Refused, IOException {
        return cluster(cluster).write(objects, false);
    }

    /** A command that looks a name up as a cluster's programs do, as words for a shell. */
    public List<String> dig(String cluster, String name) throws Unknown {
        return settings.placement().dig(cluster(cluster).name(), name);
    }

    /**
     * Waits until every proxy that is not down works with what its cluster's store says.
     *
     * @throws Failed with all reasons why that is not so at the limit
     */
    public void settle(Duration limit) throws Failed, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        var reasons = new ArrayList<String>();
        for (RunningCluster cluster : all()) {
            cluster.settle(Duration.ofNanos(Math.max(1, end - System.nanoTime())), reasons);
        }
        if (!reasons.isEmpty()) {
            throw new Failed("not everything works as the resources say", reasons);
        }
    }

    /**
     * Calls as a workload's application would, through its proxy.
     *
     * @param from a cluster stands for its first client
     * @param url with a scheme of {@link io.coddiwomple.sandbox.apps.Protocol}
     * @return what came of it; when the caller is interrupted that is a failure, and the thread stays interrupted
     */
    public Answer call(Target from, URI url, Duration limit) throws Unknown {
        return call(from, url, limit, () -> {});
    }

    /**
     * The same, and tells when the answer begins.
     *
     * @param begun run by another thread when the answer's head has come, if it comes; it must not wait
     */
    public Answer call(Target from, URI url, Duration limit, Runnable begun) throws Unknown {
        RunningCluster cluster = cluster(from.cluster());
        RunningWorkload workload = cluster.caller(from.workload());
        Destination to = Destination.of(url, cluster, workload.placed());
        var at = workload.placed().spot().reach(to.address(), to.port());
        return caller.call(workload.placed().spot().sockets(), Call.of(to.url(), at, to.protocol(), limit), begun);
    }

    /** A command that makes the same call by hand, as words for a shell; empty for what curl does not speak. */
    public List<String> curl(Target from, URI url) throws Unknown {
        RunningCluster cluster = cluster(from.cluster());
        RunningWorkload workload = cluster.caller(from.workload());
        Destination to = Destination.of(url, cluster, workload.placed());
        if (to.protocol() != Protocol.HTTP1) {
            return List.of();
        }
        var words = new ArrayList<>(workload.placed().spot().curl(to.host(), to.port(), to.address()));
        words.add(url.toString());
        return words;
    }

    /** Where an application of a cluster finds a URL's host. Called by the applications' thread too, so it never waits. */
    private InetSocketAddress reach(Placed from, URI url) {
        try {
            Destination to = Destination.of(url, cluster(from.cluster()), from);
            return from.spot().reach(to.address(), to.port());
        } catch (Unknown nobody) {
            return InetSocketAddress.createUnresolved(String.valueOf(url.getHost()), 1);
        }
    }

    /** Ends proxies and applications at once, as a node that loses its power. */
    public void kill(Target target) throws Unknown, InterruptedException {
        for (RunningWorkload workload : cluster(target.cluster()).workloads(target)) {
            workload.kill();
        }
    }

    /** From now on packets to and from there are dropped, and nobody is told. */
    public void cutOff(Target target) throws Unknown, IOException {
        for (RunningWorkload workload : cluster(target.cluster()).workloads(target)) {
            workload.placed().spot().cutOff();
        }
    }

    /** Ends proxies after what is under way. */
    public void drain(Target target, Duration grace) throws Unknown, InterruptedException {
        for (RunningWorkload workload : cluster(target.cluster()).workloads(target)) {
            workload.drain(grace);
        }
    }

    /** Undoes {@link #kill}, {@link #cutOff} and {@link #drain}. */
    public void heal(Target target) throws Unknown, IOException, InterruptedException {
        for (RunningWorkload workload : cluster(target.cluster()).workloads(target)) {
            workload.heal();
        }
    }

    /** How all clusters are. */
    public List<ClusterStatus> status() {
        return all().stream().map(RunningCluster::status).toList();
    }

    /** What proxies say. */
    public List<Path> logs(Target target) throws Unknown {
        return cluster(target.cluster()).workloads(target).stream()
                .map(RunningWorkload::log)
                .toList();
    }

    /**
     * Stands between the clusters for a while: what is dialled at a gateway's address passes a tap that hears it.
     *
     * @param address of a gateway, as others dial it
     * @return the tap, which the caller closes; calls take the direct way again after {@link #settle}
     * @throws UnsupportedOperationException where networks are real, and tcpdump hears what passes
     */
    public Tap listen(String address, int port) throws IOException {
        var taps = new ArrayList<WireTap>();
        Placement.Detour detour = settings.placement().detour(address, port, gateway -> {
            WireTap tap = WireTap.start(
                    loop, LocalSockets.INSTANCE, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), gateway);
            taps.add(tap);
            return tap.address();
        });
        all().forEach(RunningCluster::refresh);
        return new Tap(taps.getFirst(), detour, () -> all().forEach(RunningCluster::refresh));
    }

    /**
     * A counter or gauge of the proxy of a cluster's caller, 0 when it does not exist yet.
     *
     * @param from a cluster stands for its first client
     * @throws IOException when the proxy does not say
     */
    public long statistic(Target from, String name) throws Unknown, IOException {
        return cluster(from.cluster())
                .caller(from.workload())
                .process()
                .admin()
                .stat(name)
                .orElse(0);
    }

    /** Whether networks are apart by force, and not by configuration alone. */
    public boolean isolates() {
        return settings.placement().isolates();
    }

    /**
     * Drains the proxies, and leaves no process, thread or port behind.
     *
     * @throws IOException when something of the machine could not be given back; all else has ended
     */
    @Override
    public void close() throws IOException {
        teardown().end();
    }

    private Teardown teardown() {
        var teardown = new Teardown();
        teardown.add(proxies::close);
        all().forEach(cluster -> teardown.add(cluster::close));
        teardown.add(loop::close);
        return teardown;
    }
}

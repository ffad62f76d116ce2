package io.coddiwomple.sandbox.process;

import io.coddiwomple.envoy.xds.Versions;
import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Failed;
import io.coddiwomple.sandbox.process.ProxyState.Ready;
import io.coddiwomple.sandbox.process.ProxyState.Reason;
import io.coddiwomple.sandbox.process.ProxyState.Restarting;
import io.coddiwomple.sandbox.process.ProxyState.Starting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * One Envoy that is kept running: when it ends by itself, it is started again. A virtual thread of its own starts and
 * watches it; any thread may call the methods.
 */
public final class ProxyProcess {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration END = Duration.ofSeconds(1);

    private final ProxySpec spec;
    private final Admin admin;
    private final ProxyLife life = new ProxyLife();
    private final ProxyWatch watch;
    private final Thread thread;

    private ProxyProcess(ProxySpec spec, EnvoyRun envoy, Consumer<String> progress) {
        this.spec = spec;
        this.admin = new Admin(spec.admin());
        this.watch = new ProxyWatch(spec, envoy, admin, life, progress);
        this.thread = Thread.ofVirtual().name("cw-proxy-" + spec.name()).unstarted(watch);
    }

    static ProxyProcess begin(ProxySpec spec, EnvoyRun envoy, Consumer<String> progress) {
        var proxy = new ProxyProcess(spec, envoy, progress);
        proxy.thread.start();
        return proxy;
    }

    /** What it was started as. */
    public ProxySpec spec() {
        return spec;
    }

    /** Its own interface, which answers while it is starting or ready. */
    public Admin admin() {
        return admin;
    }

    /** What it is doing now. */
    public ProxyState state() {
        return life.view().state();
    }

    /** How often it was started again because it had ended by itself. */
    public int restarts() {
        return life.view().restarts();
    }

    /** The number of its process, while it has one. */
    public OptionalLong pid() {
        Starter.Started running = life.view().running();
        return running == null
                ? OptionalLong.empty()
                : OptionalLong.of(running.process().pid());
    }

    /** Bytes of memory that its process has in use (its resident set), while it has one. */
    public OptionalLong memory() throws IOException {
        OptionalLong pid = pid();
        return pid.isEmpty() ? pid : ResidentSet.of(pid.getAsLong());
    }

    /** The last lines that it said, the oldest first. */
    public List<String> lastLines() {
        return watch.lastLines();
    }

    /**
     * Waits until it has its first configuration and listens.
     *
     * @throws ProxyFailed when that does not happen in time, or cannot happen
     */
    public void awaitReady(Duration patience) throws ProxyFailed, InterruptedException {
        await("ready", _ -> true, patience);
    }

    /**
     * Waits until it is ready, and so many listeners of its control plane are in use and none is being made.
     *
     * @throws ProxyFailed when that does not happen in time, or cannot happen
     */
    public void awaitListeners(int number, Duration patience) throws ProxyFailed, InterruptedException {
        await("ready with " + number + " listeners", its -> has(its, number), patience);
    }

    private static boolean has(Admin admin, int listeners) throws IOException {
        SortedMap<String, Long> stats = admin.stats("^listener_manager\\.total_listeners_");
        return stats.getOrDefault("listener_manager.total_listeners_active", -1L) == listeners
                && stats.getOrDefault("listener_manager.total_listeners_warming", -1L) == 0;
    }

    /**
     * Waits until it is ready, and uses the clusters and listeners of these versions, of which none is being made.
     *
     * @throws ProxyFailed when that does not happen in time, or cannot happen
     */
    public void awaitVersions(Versions versions, Duration patience) throws ProxyFailed, InterruptedException {
        await("as it is to be", its -> uses(its, versions), patience);
    }

    private static boolean uses(Admin admin, Versions versions) throws IOException {
        SortedMap<String, Long> stats =
                admin.stats("^(listener_manager\\.total_listeners_warming|cluster_manager\\.warming_clusters)$");
        return admin.text("cluster_manager.cds.version_text").equals(versions.clusters())
                && admin.text("listener_manager.lds.version_text").equals(versions.listeners())
                && stats.values().stream().allMatch(warming -> warming == 0);
    }

    /** Something that is seen at the administration interface. */
    @FunctionalInterface
    public interface Check {
        boolean holds(Admin admin) throws IOException;
    }

    /**
     * Waits until it is ready and something holds, which is looked at again and again.
     *
     * @param what is waited for, as the end of a sentence that begins with the proxy
     * @throws ProxyFailed when that does not happen in time, or cannot happen
     */
    public void await(String what, Check check, Duration patience) throws ProxyFailed, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        String last = "";
        while (true) {
            ProxyState now = state();
            switch (now) {
                case Failed(String why, List<String> said) ->
                    throw new ProxyFailed("the proxy of " + spec.name() + " " + why, said);
                case Down _ -> throw new ProxyFailed("the proxy of " + spec.name() + " was taken down", List.of());
                case Ready _ -> {
                    try {
                        if (check.holds(admin)) {
                            return;
                        }
                        last = "";
                    } catch (IOException notNow) {
                        last = " (" + notNow.getMessage() + ")";
                    }
                }
                case Starting _, Restarting _ -> {}
            }
            if (System.nanoTime() - end > 0) {
                throw new ProxyFailed(
                        "the proxy of " + spec.name() + " is not " + what + " after " + patience.toMillis() + " ms"
                                + last,
                        lastLines());
            }
            life.awaitChange(now, LOOK);
        }
    }

    /** Ends its process at once, as a crash would; it stays down until {@link #start}. Returns when it is down. */
    public void kill() throws InterruptedException {
        Starter.Started now = life.takeDown(Reason.KILLED);
        if (now != null) {
            now.process().destroyForcibly();
        }
        life.awaitDown();
    }

    /**
     * Ends its process: it takes no new connections, and what is under way has {@code grace}. It stays down until
     * {@link #start}. Returns when it is down, at most a second after that.
     */
    public void drain(Duration grace) throws InterruptedException {
        drain(grace, grace.plus(END));
        life.awaitDown();
    }

    private void drain(Duration grace, Duration limit) throws InterruptedException {
        Starter.Started now = life.takeDown(Reason.DRAINED);
        if (now != null) {
            new Drain(now.process(), admin).end(grace, limit);
        }
    }

    /** Starts it again after it was taken down, or has failed; does nothing when it is up. */
    public void start() throws InterruptedException {
        life.start();
    }

    /** Drains it, and never starts it again. Returns when its process and its thread are gone. */
    void close(Duration grace, Duration limit) throws InterruptedException {
        life.close();
        drain(grace, limit);
        thread.join();
    }

    /** Ends its process without ceremony, for whoever cannot wait for the end of {@link #close}. */
    void hurry() {
        Starter.Started now = life.view().running();
        if (now != null) {
            now.process().destroyForcibly();
        }
    }
}

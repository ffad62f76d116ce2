package io.coddiwomple.sandbox.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The Envoys of a run. Any thread may call the methods. */
public final class Proxies implements AutoCloseable {
    /** Of the time that closing may take, what is for requests under way. */
    private static final Duration GRACE = Duration.ofMillis(1_500);

    private static final Duration LIMIT = Duration.ofMillis(2_500);

    private final EnvoyRun envoy;
    private final Consumer<String> progress;
    private final Map<String, ProxyProcess> proxies = new LinkedHashMap<>();
    private boolean closed;

    private Proxies(EnvoyRun envoy, Consumer<String> progress) {
        this.envoy = envoy;
        this.progress = progress;
    }

    /**
     * Makes ready to start some.
     *
     * @param folder to record them in; it outlives this
     * @param progress told of those that end by themselves, by several threads
     */
    public static Proxies open(
            EnvoyBinary envoy, RunFolder folder, Surroundings surroundings, Consumer<String> progress)
            throws InterruptedException {
        return new Proxies(new EnvoyRun(envoy, Starter.open(folder, surroundings)), progress);
    }

    /** Starts one, and keeps it running; whether it comes up is learned by {@link ProxyProcess#awaitReady}. */
    public synchronized ProxyProcess start(ProxySpec spec) {
        if (closed || proxies.containsKey(spec.name())) {
            throw new IllegalStateException(closed ? "closed" : "there is a proxy of " + spec.name() + " already");
        }
        ProxyProcess proxy = ProxyProcess.begin(spec, envoy, progress);
        proxies.put(spec.name(), proxy);
        return proxy;
    }

    /** All, in the order of their starts. */
    public synchronized List<ProxyProcess> all() {
        return List.copyOf(proxies.values());
    }

    /** Drains one and forgets it, so that its name is free; returns within 3 s. */
    public void remove(String name) {
        ProxyProcess proxy;
        synchronized (this) {
            proxy = proxies.remove(name);
        }
        if (proxy != null) {
            end(List.of(proxy));
        }
    }

    /** Drains all together, and kills what has not ended within 3 s; at once when the caller is interrupted. */
    @Override
    public void close() {
        List<ProxyProcess> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(proxies.values());
            proxies.clear();
        }
        try {
            end(all);
        } finally {
            envoy.starter().close();
        }
    }

    private static void end(List<ProxyProcess> all) {
        var threads = new ArrayList<Thread>();
        for (ProxyProcess proxy : all) {
            threads.add(
                    Thread.ofVirtual().name("cw-drain-" + proxy.spec().name()).start(() -> end(proxy)));
        }
        boolean hurried = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException hurry) {
                    hurried = true;
                    all.forEach(ProxyProcess::hurry);
                }
            }
        }
        if (hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ProxyProcess proxy) {
        try {
            proxy.close(GRACE, LIMIT);
        } catch (InterruptedException never) {
            // Nobody has this thread to interrupt it.
            Thread.currentThread().interrupt();
        }
    }
}

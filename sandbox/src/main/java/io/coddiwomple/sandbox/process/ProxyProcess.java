package io.coddiwomple.sandbox.process;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Envoy that is kept running: when it ends by itself, it is started again. A virtual thread of its own starts and
 * watches it; everything that others see is guarded by a lock, so any thread may call the methods.
 */
public final class ProxyProcess {
    /** So many ends in a row without having been ready, and it is given up. */
    static final int MOST_FAILURES = 5;

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int LINES = 12;

    private final ProxySpec spec;
    private final EnvoyRun envoy;
    private final Consumer<String> progress;
    private final Admin admin;
    private final Backoff backoff = new Backoff();
    private final Thread watcher;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ProxyState state = new Starting();
    private Starter.@Nullable Started running;
    private @Nullable Reason down;
    private boolean closed;
    private int restarts;
    private int failures;

    ProxyProcess(ProxySpec spec, EnvoyRun envoy, Consumer<String> progress) {
        this.spec = spec;
        this.envoy = envoy;
        this.progress = progress;
        this.admin = new Admin(spec.admin());
        this.watcher = Thread.ofVirtual().name("cw-proxy-" + spec.name()).unstarted(this::watch);
    }

    void begin() {
        watcher.start();
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
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** How often it was started again because it had ended by itself. */
    public int restarts() {
        lock.lock();
        try {
            return restarts;
        } finally {
            lock.unlock();
        }
    }

    /** The number of its process, while it has one. */
    public OptionalLong pid() {
        lock.lock();
        try {
            return running == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(running.process().pid());
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of memory that its process has in use (its resident set), while it has one. */
    public OptionalLong memory() throws IOException {
        OptionalLong pid = pid();
        return pid.isEmpty() ? pid : ResidentSet.of(pid.getAsLong());
    }

    /** The last lines that it said. */
    public List<String> lastLines() throws IOException {
        return envoy.log(spec).tail(LINES);
    }

    private void watch() {
        try {
            while (awaitWanted()) {
                runOnce();
            }
        } catch (InterruptedException told) {
            // Only whoever closes everything interrupts, and ends the process.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a process should run; false when none ever should again. */
    private boolean awaitWanted() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && (down != null || state instanceof Failed)) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void runOnce() throws InterruptedException {
        boolean wasReady = false;
        long start = System.nanoTime();
        String why;
        try {
            Starter.Started started = envoy.start(spec);
            try {
                begun(started);
                wasReady = awaitFirstReady(started.process());
                watchOn(started.process());
            } finally {
                if (started.process().isAlive()) {
                    started.process().destroyForcibly();
                    started.process().waitFor();
                }
                envoy.ended(spec, started);
            }
            why = Backoff.ending(started.process().exitValue());
        } catch (IOException e) {
            why = "could not be started: " + e.getMessage();
        }
        ended(why, wasReady, Duration.ofNanos(System.nanoTime() - start));
    }

    private void begun(Starter.Started started) {
        lock.lock();
        try {
            running = started;
            if (closed || down != null) {
                started.process().destroyForcibly();
            } else {
                set(new Starting());
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitFirstReady(Process process) throws InterruptedException {
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (isReady()) {
                lock.lock();
                try {
                    set(new Ready());
                } finally {
                    lock.unlock();
                }
                return true;
            }
        }
        return false;
    }

    private boolean isReady() {
        try {
            return admin.ready();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void watchOn(Process process) throws InterruptedException {
        boolean told = false;
        while (!process.waitFor(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                envoy.log(spec).bound();
            } catch (IOException full) {
                if (!told) {
                    progress.accept("the log " + spec.log() + " is long, and cannot be shortened: " + full);
                }
                told = true;
            }
        }
    }

    /** Says what comes next, and waits for as long as that takes. */
    private void ended(String why, boolean wasReady, Duration ran) throws InterruptedException {
        ProxyState next = afterEnd(why, wasReady, ran);
        switch (next) {
            case Failed _ ->
                progress.accept("the proxy of " + spec.name() + " " + why + " " + MOST_FAILURES
                        + " times in a row before it was ready, and is not started again; see " + spec.log());
            case Restarting(_, Duration after) -> {
                progress.accept("the proxy of " + spec.name() + " " + why + "; it is started again in "
                        + after.toMillis() + " ms");
                pause(after);
            }
            case Starting _, Ready _, Down _ -> {}
        }
    }

    private ProxyState afterEnd(String why, boolean wasReady, Duration ran) {
        lock.lock();
        try {
            running = null;
            failures = wasReady ? 0 : failures + 1;
            if (closed || down != null) {
                set(new Down(down == null ? Reason.DRAINED : down));
            } else if (failures >= MOST_FAILURES) {
                set(new Failed(why, lines()));
            } else {
                set(new Restarting(why, backoff.next(wasReady, ran)));
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closed && down == null) {
                left = changed.awaitNanos(left);
            }
            if (closed || down != null) {
                set(new Down(down == null ? Reason.DRAINED : down));
            } else {
                restarts++;
            }
        } finally {
            lock.unlock();
        }
    }

    private List<String> lines() {
        try {
            return lastLines();
        } catch (IOException unreadable) {
            return List.of(spec.log() + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** Call with the lock. */
    private void set(ProxyState next) {
        state = next;
        changed.signalAll();
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
        await(
                "ready with " + number + " listeners",
                its -> its.stat("listener_manager.total_listeners_active").orElse(-1) == number
                        && its.stat("listener_manager.total_listeners_warming").orElse(-1) == 0,
                patience);
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
            if (System.nanoTime() > end) {
                throw new ProxyFailed(
                        "the proxy of " + spec.name() + " is not " + what + " after " + patience.toSeconds() + " s" + last,
                        lines());
            }
            awaitChange(now, LOOK);
        }
    }

    private void awaitChange(ProxyState from, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && state == from) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends its process at once, as a crash would; it stays down until {@link #start}. Returns when it is down. */
    public void kill() throws InterruptedException {
        Starter.Started now = takeDown(Reason.KILLED);
        if (now != null) {
            now.process().destroyForcibly();
        }
        awaitDown();
    }

    /**
     * Ends its process after what is under way, within {@code grace}; it stays down until {@link #start}. Returns when it
     * is down.
     */
    public void drain(Duration grace) throws InterruptedException {
        drain(grace, grace.plus(END));
        awaitDown();
    }

    private void drain(Duration grace, Duration limit) throws InterruptedException {
        Starter.Started now = takeDown(Reason.DRAINED);
        if (now != null) {
            new Drain(now.process(), admin).end(grace, limit);
        }
    }

    private Starter.@Nullable Started takeDown(Reason reason) {
        lock.lock();
        try {
            if (down == null) {
                down = reason;
            }
            if (state instanceof Failed) {
                set(new Down(reason));
            }
            changed.signalAll();
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void awaitDown() throws InterruptedException {
        lock.lock();
        try {
            while (!(state instanceof Down) && down != null) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Starts it again after it was taken down, or has failed; does nothing when it is up. */
    public void start() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("all proxies are being closed");
            }
            if (down != null || state instanceof Failed) {
                down = null;
                failures = 0;
                set(new Starting());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drains it, and never starts it again. */
    void close(Duration grace, Duration limit) throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        drain(grace, limit);
        watcher.join();
    }
}

package io.coddiwomple.sandbox.process;

import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Failed;
import io.coddiwomple.sandbox.process.ProxyState.Ready;
import io.coddiwomple.sandbox.process.ProxyState.Reason;
import io.coddiwomple.sandbox.process.ProxyState.Restarting;
import io.coddiwomple.sandbox.process.ProxyState.Starting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy does and what is wanted of it, between the thread that runs its processes and those that want something.
 * Everything is guarded by one lock; nothing is called while it is held.
 */
final class ProxyLife {
    /** So many ends in a row without having been ready, and it is given up. */
    static final int MOST_FAILURES = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Backoff backoff = new Backoff();
    private ProxyState state = new Starting();
    private Starter.@Nullable Started running;
    private @Nullable Reason down;
    private boolean closed;
    private int restarts;
    private int failures;

    /**
     * All that there is to see, of one moment.
     *
     * @param restarts how often it was started again because it had ended by itself
     */
    record View(ProxyState state, Starter.@Nullable Started running, int restarts) {}

    View view() {
        lock.lock();
        try {
            return new View(state, running, restarts);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a process should run; false when none ever should again. */
    boolean awaitWanted() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && (down != null || state instanceof Failed)) {
                changed.await();
            }
            if (closed && !(state instanceof Down)) {
                setDown();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** A process runs; false when it is not wanted any more. */
    boolean begun(Starter.Started started) {
        lock.lock();
        try {
            running = started;
            if (closed || down != null) {
                return false;
            }
            set(new Starting());
            return true;
        } finally {
            lock.unlock();
        }
    }

    void ready() {
        lock.lock();
        try {
            set(new Ready());
        } finally {
            lock.unlock();
        }
    }

    /**
     * A process has ended, or could not be started.
     *
     * @param log what it said last
     * @return what comes next
     */
    ProxyState ended(String why, List<String> log, boolean wasReady, Duration ran) {
        lock.lock();
        try {
            running = null;
            failures = wasReady ? 0 : failures + 1;
            if (closed || down != null) {
                setDown();
            } else if (failures >= MOST_FAILURES) {
                set(new Failed(why, log));
            } else {
                set(new Restarting(why, backoff.next(wasReady, ran)));
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the next start is due, or is not wanted any more. */
    void pause(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closed && down == null) {
                left = changed.awaitNanos(left);
            }
            if (closed || down != null) {
                setDown();
            } else {
                restarts++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the state is another one, but not for long. */
    void awaitChange(ProxyState from, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && state.equals(from)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on no process is wanted; the one that runs is for the caller to end. */
    Starter.@Nullable Started takeDown(Reason reason) {
        lock.lock();
        try {
            if (down == null) {
                down = reason;
            }
            if (state instanceof Failed) {
                set(new Down(down));
            }
            changed.signalAll();
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no process runs, if none is wanted. */
    void awaitDown() throws InterruptedException {
        lock.lock();
        try {
            while (down != null && !(state instanceof Down)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on a process is wanted, one after the other that may be on its way down. */
    void start() throws InterruptedException {
        lock.lock();
        try {
            awaitDown();
            if (!closed && (down != null || state instanceof Failed)) {
                down = null;
                failures = 0;
                backoff.reset();
                set(new Starting());
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on no process is ever wanted again. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Call with the lock. What is closed without anyone taking it down was drained. */
    private void setDown() {
        set(new Down(down == null ? Reason.DRAINED : down));
    }

    /** Call with the lock. */
    private void set(ProxyState next) {
        state = next;
        changed.signalAll();
    }
}

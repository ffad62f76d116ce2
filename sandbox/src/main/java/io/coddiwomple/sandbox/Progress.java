package io.coddiwomple.sandbox;

import io.coddiwomple.port.ResourceStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a control plane is: between the thread that publishes, those that want something published and those that wait
 * for it. Everything is guarded by one lock.
 */
final class Progress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long wanted;
    private boolean lost;
    private long refreshes;
    private long refreshed;
    private long published = -1;
    private boolean ended;
    private List<String> faults = List.of();

    /** A watch tells of a change. */
    void see(ResourceStore.Change change) {
        lock.lock();
        try {
            wanted = Math.max(wanted, change.version());
            lost = change instanceof ResourceStore.Change.Lost;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What is published is to be published once more. */
    void refresh() {
        lock.lock();
        try {
            refreshes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often {@link #refresh} was called. */
    long refreshes() {
        lock.lock();
        try {
            return refreshes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to publish beyond a version; false when the watch tells of no more. */
    boolean awaitWanted(long have) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (wanted <= have && !lost && refreshed == refreshes) {
                changed.await();
            }
            boolean more = !lost;
            lost = false;
            return more;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A version is published, or cannot be.
     *
     * @param inRefreshes {@link #refreshes} before that began: of later ones nobody knows whether they are in
     * @param nowFaults why it cannot be; empty when it is
     */
    void published(long version, long inRefreshes, List<String> nowFaults) {
        lock.lock();
        try {
            published = version;
            refreshed = inRefreshes;
            faults = nowFaults;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is published for a while, and this is why. */
    void say(String fault) {
        lock.lock();
        try {
            faults = List.of(fault);
        } finally {
            lock.unlock();
        }
    }

    /** Why what is published is not what the store says. */
    List<String> faults() {
        lock.lock();
        try {
            return faults;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is ever published again. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a version and for all that was refreshed before; false after the limit, or when it never comes. */
    boolean awaitPublished(long version, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            long asked = refreshes;
            while ((published < version || refreshed < asked) && left > 0 && !ended) {
                left = changed.awaitNanos(left);
            }
            return published >= version && refreshed >= asked;
        } finally {
            lock.unlock();
        }
    }
}

package io.coddiwomple.sandbox.store;

import io.coddiwomple.port.ResourceStore;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.ResourceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Keeps the objects in memory, and the newest changes for those who watch. Guarded by its lock. */
public final class MemoryStore implements ResourceStore {
    /** How many changes are remembered. */
    static final int REMEMBERED = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SortedMap<ResourceKey, Manifest> objects = new TreeMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private long version;

    @Override
    public Listing list() {
        lock.lock();
        try {
            return new Listing(version, new ArrayList<>(objects.values()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Outcome put(Manifest object) {
        lock.lock();
        try {
            Manifest before = objects.put(object.key(), object);
            if (object.equals(before)) {
                return Outcome.UNCHANGED;
            }
            remember(new Change.Put(version + 1, object));
            return before == null ? Outcome.CREATED : Outcome.CHANGED;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Outcome remove(ResourceKey key) {
        lock.lock();
        try {
            if (objects.remove(key) == null) {
                return Outcome.UNCHANGED;
            }
            remember(new Change.Removed(version + 1, key));
            return Outcome.REMOVED;
        } finally {
            lock.unlock();
        }
    }

    private void remember(Change change) {
        version = change.version();
        changes.addLast(change);
        if (changes.size() > REMEMBERED) {
            changes.removeFirst();
        }
        changed.signalAll();
    }

    @Override
    public Watch watch(long after, Consumer<Change> watcher) throws TooOld {
        lock.lock();
        try {
            long oldest = version - changes.size();
            if (after < oldest) {
                throw new TooOld(after, oldest);
            }
        } finally {
            lock.unlock();
        }
        Thread thread = Thread.ofVirtual().name("watch").start(() -> tell(after, watcher));
        return () -> end(thread);
    }

    private void tell(long after, Consumer<Change> watcher) {
        long told = after;
        try {
            while (true) {
                for (Change change : since(told)) {
                    watcher.accept(change);
                    told = change.version();
                    if (change instanceof Change.Lost) {
                        return;
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Change> since(long told) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (version == told) {
                changed.await();
            }
            if (told < version - changes.size()) {
                return List.of(new Change.Lost(version));
            }
            return changes.stream().filter(change -> change.version() > told).toList();
        } finally {
            lock.unlock();
        }
    }

    private static void end(Thread thread) {
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

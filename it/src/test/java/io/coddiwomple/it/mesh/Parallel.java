package io.coddiwomple.it.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same with many things at once. */
final class Parallel {
    private Parallel() {}

    /** Waits for all; the first failure is thrown when all have ended. */
    static <T> void forEach(List<T> things, Consumer<T> action) {
        var results = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            things.forEach(thing -> results.add(threads.submit(() -> action.accept(thing))));
        }
        for (Future<?> result : results) {
            try {
                result.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        e.getCause() == null ? "" : e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}

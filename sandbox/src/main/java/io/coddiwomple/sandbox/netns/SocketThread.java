package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The one thread that opens sockets inside network namespaces, for everyone else. It enters the namespace, opens, and
 * goes home before anyone is told: whoever is woken may need a new carrier of virtual threads, and that would be started
 * by this thread, in the namespace where it is then. Methods may be called from any thread.
 */
public final class SocketThread implements AutoCloseable {
    private static final Path HERE = Path.of("/proc/thread-self/ns/net");

    private final ExecutorService thread;

    /** @param name of the thread */
    public SocketThread(String name) {
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /**
     * Opens in a namespace.
     *
     * @throws IOException of {@code opening}, or when the namespace does not exist
     */
    public <T> T inside(Path namespace, Opening<T> opening) throws IOException {
        Future<T> result;
        try {
            result = thread.submit(() -> visit(namespace, opening));
        } catch (RejectedExecutionException ended) {
            throw new IOException("nothing can be opened in " + namespace + " any more: it is closed", ended);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException later) {
                    // What is being opened would be lost, and never closed.
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(failed);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T visit(Path namespace, Opening<T> opening) throws IOException {
        int home = NamespaceSwitch.open(HERE);
        try {
            int there = NamespaceSwitch.open(namespace);
            try {
                NamespaceSwitch.enter(there);
            } finally {
                NamespaceSwitch.close(there);
            }
            try {
                return opening.open();
            } finally {
                NamespaceSwitch.enter(home);
            }
        } finally {
            NamespaceSwitch.close(home);
        }
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        thread.close();
    }
}

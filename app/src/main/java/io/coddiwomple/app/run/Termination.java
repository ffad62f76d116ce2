package io.coddiwomple.app.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs until it is stopped end in order: when the process is told to (SIGTERM, SIGINT), the thread
 * that opened this is interrupted, and the process ends as soon as this is closed, in any case in time. Told again, it
 * ends at once.
 */
public final class Termination implements AutoCloseable {
    /** Whoever stops a server waits for five seconds before worse happens. */
    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile int code;

    private Termination(Thread running) {
        hook = new Thread(() -> end(running), "cw-termination");
    }

    /** Watches over the calling thread until it closes this. When all is in order the exit code is 0. */
    public static Termination ofThisThread() {
        var termination = new Termination(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    /** From now on being told to end is no good end, and this is the exit code. */
    public void endsWith(int exitCode) {
        code = exitCode;
    }

    private void end(Thread running) {
        running.interrupt();
        Signals.endAtOnce();
        boolean inOrder = false;
        try {
            inOrder = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        // The JVM's own exit code would tell of a signal, and there is nothing wrong with being told to end.
        Runtime.getRuntime().halt(inOrder ? code : Runner.FAILED);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // The process is ending, and the hook is what ends it.
            closed.countDown();
        }
    }
}

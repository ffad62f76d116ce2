package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Ends an Envoy so that what is under way may be done first. Used by one thread. */
final class Drain {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String ACTIVE = "downstream_(cx|rq)_active$";

    private final Process process;
    private final Admin admin;

    Drain(Process process, Admin admin) {
        this.process = process;
        this.admin = admin;
    }

    /**
     * Ends it: it takes no new connections, has as long as {@code grace} for its requests, and is killed when {@code limit}
     * has passed, or when the caller is interrupted. It has ended when this returns, and is about to when this throws.
     */
    void end(Duration grace, Duration limit) throws InterruptedException {
        try {
            endInTime(grace, limit);
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            throw hurried;
        }
    }

    private void endInTime(Duration grace, Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        try {
            // Responses say that the connection is to be closed, and HTTP/2 says GOAWAY.
            admin.post("/healthcheck/fail");
            admin.post("/drain_listeners");
            while (isBusy() && System.nanoTime() - start < grace.toNanos()) {
                if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            admin.post("/quitquitquit");
        } catch (IOException unheard) {
            // It does not listen yet, or not any more; what it has to do then is nobody's.
            process.destroy();
        }
        long left = limit.toNanos() - (System.nanoTime() - start);
        if (!process.waitFor(Math.max(1, left), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /** Whether requests are under way, or connections of which Envoy knows no requests. An idle HTTP connection is not. */
    private boolean isBusy() throws IOException {
        long connections = 0;
        long requests = 0;
        for (Map.Entry<String, Long> stat : admin.stats(ACTIVE).entrySet()) {
            String name = stat.getKey();
            if (name.startsWith("listener.admin.") || name.startsWith("http.admin.")) {
                continue;
            }
            if (name.startsWith("listener.") && !name.contains(".worker_") && name.endsWith("cx_active")) {
                connections += stat.getValue();
            } else if (name.startsWith("http.") && name.endsWith("cx_active")) {
                connections -= stat.getValue();
            } else if (name.startsWith("http.") && name.endsWith("rq_active")) {
                requests += stat.getValue();
            }
        }
        return requests > 0 || connections > 0;
    }
}

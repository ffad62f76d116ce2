package io.coddiwomple.sandbox.process;

import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Failed;
import io.coddiwomple.sandbox.process.ProxyState.Ready;
import io.coddiwomple.sandbox.process.ProxyState.Restarting;
import io.coddiwomple.sandbox.process.ProxyState.Starting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the processes of one proxy, one after the other, as its life wants it: the body of a thread of its own. */
final class ProxyWatch implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final int LINES = 12;

    private final ProxySpec spec;
    private final EnvoyRun envoy;
    private final Admin admin;
    private final ProxyLife life;
    private final Consumer<String> progress;

    ProxyWatch(ProxySpec spec, EnvoyRun envoy, Admin admin, ProxyLife life, Consumer<String> progress) {
        this.spec = spec;
        this.envoy = envoy;
        this.admin = admin;
        this.life = life;
        this.progress = progress;
    }

    @Override
    public void run() {
        try {
            while (life.awaitWanted()) {
                runOnce();
            }
        } catch (InterruptedException never) {
            // Nobody has this thread to interrupt it.
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        boolean wasReady = false;
        long start = System.nanoTime();
        String why;
        try {
            Starter.Started started = envoy.start(spec);
            Process process = started.process();
            try {
                if (life.begun(started)) {
                    wasReady = awaitReady(process);
                    watch(process);
                }
            } finally {
                process.destroyForcibly();
                process.waitFor();
                envoy.ended(spec, started);
            }
            why = Backoff.ending(process.exitValue());
        } catch (IOException e) {
            why = "could not be run (" + e.getMessage() + ")";
        }
        List<String> log = lastLines();
        next(life.ended(why, log, wasReady, Duration.ofNanos(System.nanoTime() - start)));
    }

    /** False when it ended before. */
    private boolean awaitReady(Process process) throws InterruptedException {
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (isReady()) {
                life.ready();
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

    private void watch(Process process) throws InterruptedException {
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

    private void next(ProxyState next) throws InterruptedException {
        switch (next) {
            case Failed failed ->
                progress.accept("the proxy of " + spec.name() + " " + failed.why() + " before it was ready, "
                        + ProxyLife.MOST_FAILURES + " times in a row, and is not started again; see " + spec.log());
            case Restarting(String why, Duration after) -> {
                progress.accept("the proxy of " + spec.name() + " " + why + "; it is started again in "
                        + after.toMillis() + " ms");
                life.pause(after);
            }
            case Starting _, Ready _, Down _ -> {}
        }
    }

    /** The last lines that it said. */
    List<String> lastLines() {
        try {
            return envoy.log(spec).tail(LINES);
        } catch (IOException unreadable) {
            return List.of(spec.log() + " cannot be read: " + unreadable.getMessage());
        }
    }
}

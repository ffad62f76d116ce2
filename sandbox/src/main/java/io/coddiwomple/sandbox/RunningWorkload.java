package io.coddiwomple.sandbox;

import io.coddiwomple.sandbox.ClusterStatus.WorkloadStatus;
import io.coddiwomple.sandbox.apps.AppServer;
import io.coddiwomple.sandbox.process.ProxyFailed;
import io.coddiwomple.sandbox.process.ProxyProcess;
import io.coddiwomple.sandbox.process.ProxyState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A workload whose proxy and application are processes and servers of this machine.
 *
 * @param app null when it has none
 */
record RunningWorkload(
        Placed placed, ProxyProcess process, @Nullable AppServer app) {
    /** Proxy and application end at once, as on a node that loses its power: connections are reset. */
    void kill() throws InterruptedException {
        if (app != null) {
            app.crash();
        }
        process.kill();
    }

    void drain(Duration grace) throws InterruptedException {
        process.drain(grace);
    }

    void heal() throws IOException, InterruptedException {
        placed.spot().reconnect();
        if (app != null) {
            app.heal();
        }
        process.start();
    }

    boolean isDown() {
        return process.state() instanceof ProxyState.Down;
    }

    /** Waits until the proxy works with all that is published, or has refused it. */
    void awaitSettled(ControlPlane plane, Duration limit) throws ProxyFailed, InterruptedException {
        process.await(
                "using its configuration",
                admin -> plane.isRefusedBy(placed.node())
                        || (plane.hasTaken(placed.node())
                                && admin.stat("listener_manager.total_listeners_warming")
                                                .orElse(-1)
                                        == 0
                                && admin.stat("cluster_manager.warming_clusters")
                                                .orElse(-1)
                                        == 0),
                limit);
    }

    Path log() {
        return process.spec().log();
    }

    WorkloadStatus status() {
        long memory;
        try {
            memory = process.memory().orElse(0);
        } catch (IOException ended) {
            memory = 0;
        }
        return new WorkloadStatus(
                placed.workload().name(),
                placed.workload().kind().name().toLowerCase(Locale.ROOT),
                placed.spot().address(),
                state(),
                process.pid().orElse(0),
                memory,
                placed.identity());
    }

    private String state() {
        return switch (process.state()) {
            case ProxyState.Starting() -> "starting";
            case ProxyState.Ready() -> "ready";
            case ProxyState.Restarting(String why, Duration after) ->
                "restarting in " + after.toMillis() + " ms: it " + why;
            case ProxyState.Down(ProxyState.Reason reason) -> reason.name().toLowerCase(Locale.ROOT);
            case ProxyState.Failed(String why, var _) -> "failed: it " + why;
        };
    }
}

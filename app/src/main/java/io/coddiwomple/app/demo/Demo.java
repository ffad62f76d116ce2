package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.tour.Tour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code cw demo}: the tour. */
public final class Demo implements Runner {
    private final Machine machine;
    private final boolean once;
    private final InstantSource clock;

    /** @param once whether all ends with the tour */
    public Demo(Machine machine, boolean once, InstantSource clock) {
        this.machine = machine;
        this.once = once;
        this.clock = clock;
    }

    @Override
    public int run(Report report) throws IOException {
        try {
            return DemoRun.of(new Telling(report), machine, clock, report);
        } catch (UncheckedIOException output) {
            // What a story cannot print.
            throw output.getCause();
        }
    }

    /** Tells the tour, and whether all of it held. */
    private final class Telling implements Show {
        private final Report report;

        Telling(Report report) {
            this.report = report;
        }

        @Override
        public List<ClusterBlueprint> clusters() {
            return Tour.clusters();
        }

        @Override
        public int go(Sandbox sandbox, Running running) throws Failed, IOException, InterruptedException {
            running.up();
            boolean held = Tour.tell(sandbox, clock, new PrintedStory(report));
            if (once) {
                return held ? DONE : FAILED;
            }
            running.mayEnd();
            running.progress("the clusters stay up until Ctrl-C, or cw demo down in another terminal");
            new CountDownLatch(1).await();
            return DONE;
        }
    }
}

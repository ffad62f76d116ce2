package io.coddiwomple.app.demo;

import io.coddiwomple.app.files.OutputFailed;
import io.coddiwomple.app.files.ReaderGone;
import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Termination;
import io.coddiwomple.app.socket.ControlServer;
import io.coddiwomple.app.socket.DemoFolder;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Settings;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.loopback.LoopbackPlacement;
import io.coddiwomple.sandbox.loopback.Ports;
import io.coddiwomple.sandbox.netns.MissingRequirements;
import io.coddiwomple.sandbox.netns.Namespaces;
import io.coddiwomple.sandbox.netns.Privilege;
import io.coddiwomple.sandbox.place.Placement;
import io.coddiwomple.sandbox.process.EnvoyBinary;
import io.coddiwomple.sandbox.process.RunFolder;
import io.coddiwomple.sandbox.process.Surroundings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Takes of the machine what a demo needs, has it shown, and gives all of it back. Owned by the thread that runs it. */
final class DemoRun implements Show.Running {
    private final Machine machine;
    private final InstantSource clock;
    private final Report report;
    private final Termination termination;
    private final Thread thread = Thread.currentThread();
    private final AtomicBoolean toldToEnd = new AtomicBoolean();
    private final Requests requests = new Requests(this::end);
    private @Nullable Sandbox sandbox;
    private boolean endIsGood;

    private DemoRun(Machine machine, InstantSource clock, Report report, Termination termination) {
        this.machine = machine;
        this.clock = clock;
        this.report = report;
        this.termination = termination;
    }

    /** Runs a show until it is over, until a signal or until {@code cw demo down}. */
    static int of(Show show, Machine machine, InstantSource clock, Report report) throws IOException {
        try (Termination termination = Termination.ofThisThread()) {
            return new DemoRun(machine, clock, report, termination).run(show);
        } catch (OutputFailed | ReaderGone output) {
            throw output;
        } catch (MissingRequirements missing) {
            report.error(String.valueOf(missing.getMessage()));
            return Runner.INVALID;
        } catch (IOException machineRefuses) {
            report.error(String.valueOf(machineRefuses.getMessage()));
            return Runner.FAILED;
        }
    }

    private void end() {
        toldToEnd.set(true);
        thread.interrupt();
    }

    @Override
    public void progress(String line) {
        synchronized (report) {
            report.progress(line);
        }
    }

    @Override
    public void mayEnd() {
        endIsGood = true;
        termination.endsWith(Runner.DONE);
    }

    @Override
    public void up() {
        Sandbox up = Objects.requireNonNull(sandbox);
        progress(Report.counted(up.clusters().size(), "cluster") + " up: " + String.join(", ", up.clusters())
                + "; their networks are apart by " + (up.isolates() ? "packet filters" : "configuration alone"));
        requests.use(up);
    }

    private int run(Show show) throws IOException {
        termination.endsWith(Runner.FAILED);
        Surroundings surroundings = machine.surroundings();
        try (RunFolder folder = RunFolder.open(surroundings, List.of(new LeftNamespaces()), this::progress);
                ControlServer control = ControlServer.open(new DemoFolder(folder.path()).socket(), requests)) {
            try {
                return run(show, surroundings, folder, control);
            } catch (InterruptedException told) {
                return ended();
            } catch (OutputFailed | ReaderGone output) {
                throw output;
            } catch (IOException failed) {
                if (Thread.currentThread().isInterrupted()) {
                    // It was told to end while it waited for a tool or a file.
                    return ended();
                }
                throw failed;
            } finally {
                // What the folder remembers is given back in any case.
                Thread.interrupted();
            }
        }
    }

    private int run(Show show, Surroundings surroundings, RunFolder folder, ControlServer control)
            throws IOException, InterruptedException {
        EnvoyBinary envoy = EnvoyBinary.find(machine.envoy(), surroundings, this::progress);
        try (Placement placement = placement(folder);
                Sandbox started = Sandbox.start(
                        show.clusters(), new Settings(envoy, folder, surroundings, placement), clock, this::progress)) {
            sandbox = started;
            try {
                return show(show, started);
            } finally {
                requests.use(null);
                control.stop();
                // Whoever told it to end has been heard; what follows takes its time to end well.
                Thread.interrupted();
            }
        }
    }

    private Placement placement(RunFolder folder) throws IOException {
        if (!machine.namespaces()) {
            return new LoopbackPlacement(Ports.here());
        }
        String name = LeftNamespaces.nameOfThisRun();
        if (machine.user().isPresent()) {
            // They end with the last process in them, so there is nothing to record.
            return Namespaces.open(name, Privilege.USER_NAMESPACE);
        }
        folder.record(LeftNamespaces.KIND, name);
        return Namespaces.open(name, Privilege.ROOT);
    }

    private int show(Show show, Sandbox started) throws IOException, InterruptedException {
        try {
            return show.go(started, this);
        } catch (Refused refused) {
            report.problems(Requests.problems(refused, List.of()));
            return Runner.INVALID;
        } catch (Failed failed) {
            Requests.lines(failed).forEach(report::error);
            return Runner.FAILED;
        } catch (Unknown unknown) {
            report.error(String.valueOf(unknown.getMessage()));
            return Runner.FAILED;
        }
    }

    private int ended() {
        if (toldToEnd.get() && !endIsGood) {
            report.error("cw demo down ended this before it was over");
        }
        return endIsGood ? Runner.DONE : Runner.FAILED;
    }
}

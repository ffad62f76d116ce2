package io.coddiwomple.app.run;

import io.coddiwomple.app.files.FileWatch;
import io.coddiwomple.app.files.InputFiles;
import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.dns.BindFailed;
import io.coddiwomple.dns.DnsServer;
import io.coddiwomple.dns.Linger;
import io.coddiwomple.dns.Zone;
import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Severity;
import io.coddiwomple.yaml.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cw dns}: answers the federation's names until it is told to end. */
public final class Dns implements Runner {
    /** Addresses of the ledger come to the end of their rest on some day. */
    private static final Duration LONG = Duration.ofDays(1);

    private static final Duration SHORT = Duration.ofSeconds(1);
    /** What cannot be read may be readable again without having changed. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Options options;
    private final InstantSource clock;
    private final Linger linger;
    private final long started = System.nanoTime();
    private boolean failing;
    private List<Problem> lastFailure = List.of();
    private byte[] stdin = {};

    public Dns(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.linger = new Linger(options.linger);
    }

    /**
     * What the command line says.
     *
     * @param ttl how long answers may be kept, in seconds
     * @param linger how long a name that the input does not have any more is answered still
     */
    public record Options(ZoneSource source, DnsServer.Options server, int ttl, Duration linger) {}

    @Override
    public int run(Report report) throws IOException {
        if (options.source.paths().contains(InputFiles.STDIN)) {
            // It can be read once, and a zone is read again and again.
            stdin = report.terminal().in().readNBytes(Limits.DEFAULT.fileBytes() + 1);
        }
        try (var _ = Termination.ofThisThread();
                DnsServer server = DnsServer.bind(options.server, clock);
                FileWatch watch = new FileWatch(options.source.paths())) {
            return run(server, watch, report);
        } catch (BindFailed failed) {
            report.error(String.valueOf(failed.getMessage()));
            return FAILED;
        }
    }

    private int run(DnsServer server, FileWatch watch, Report report) throws IOException {
        watch.remember();
        var problems = new Problems();
        Zone zone = read(server, report, null, problems);
        report.problems(problems.sorted());
        if (zone == null) {
            return INVALID;
        }
        giveMemoryBack();
        for (String line : server.serve(zone)) {
            report.progress("listening on " + line);
        }
        report.progress("answering " + hosts(zone) + " of " + String.join(", ", zone.suffixes()));
        try {
            while (true) {
                boolean changed = watch.await(untilNext());
                if (changed) {
                    watch.remember();
                }
                zone = reload(server, report, zone);
                giveMemoryBack();
            }
        } catch (InterruptedException told) {
            return DONE;
        }
    }

    /**
     * Lets go of what reading left behind, the zone before among it. Left to itself the heap would rather grow with each
     * reading. A zone is a few arrays, so this is quick; what is asked meanwhile waits in the sockets' buffers.
     */
    private static void giveMemoryBack() {
        System.gc();
    }

    private Duration untilNext() {
        Duration end = linger.nextEnd();
        Duration left = end == null ? LONG : end.minus(uptime());
        Duration most = failing && left.compareTo(RETRY) > 0 ? RETRY : left;
        return most.compareTo(SHORT) < 0 ? SHORT : most;
    }

    /** Other than the time of day, nobody sets it. */
    private Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Zone reload(DnsServer server, Report report, Zone current) {
        var problems = new Problems();
        Zone next = null;
        try {
            next = read(server, report, current, problems);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
            // The zone that is there answers on, whatever became of the next one.
            report.error("reading the input failed: " + bug);
        }
        if (next == null) {
            server.noteFailed();
            List<Problem> failure = problems.sorted();
            if (!failing || !failure.equals(lastFailure)) {
                report.problems(failure);
                report.error("the input cannot be read as a whole, so the names of the last good one stay answered;"
                        + " correct it, and it is read again by itself");
            }
            failing = true;
            lastFailure = failure;
            return current;
        }
        if (failing) {
            report.progress("the input can be read again");
        }
        failing = false;
        if (next != current) {
            server.replace(next);
            report.problems(problems.sorted().stream()
                    .filter(problem -> problem.severity() != Severity.NOTE)
                    .toList());
            report.progress("answering " + hosts(next) + " now, " + hosts(current) + " before");
        }
        return next;
    }

    private static String hosts(Zone zone) {
        return Report.counted(zone.hosts(), "host");
    }

    private @Nullable Zone read(DnsServer server, Report report, @Nullable Zone current, Problems problems) {
        Instant now = clock.instant();
        long start = System.nanoTime();
        ZoneSource.Names names = options.source.read(terminal(report), now, problems);
        if (names == null) {
            return null;
        }
        var data = new ZoneData(
                names.suffixes(),
                linger.apply(names.hosts(), names.suffixes(), uptime()),
                names.reverse(),
                options.ttl,
                serial(current, now),
                server.reachable());
        Zone made = Zone.of(data);
        Zone next = current != null && current.answersAs(made) ? current : made;
        server.noteLoaded(next, Duration.ofNanos(System.nanoTime() - start));
        return next;
    }

    private Terminal terminal(Report report) {
        Terminal own = report.terminal();
        return new Terminal(new ByteArrayInputStream(stdin), own.out(), own.err(), own.colourful());
    }

    /** Seconds since 1970, and never a number that was given before. */
    private static int serial(@Nullable Zone current, Instant now) {
        int seconds = (int) now.getEpochSecond();
        return current == null || seconds - current.serial() > 0 ? seconds : current.serial() + 1;
    }
}

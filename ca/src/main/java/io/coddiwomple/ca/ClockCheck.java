package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds a clock that is wrong: it says a time before something in the folder was made, or before there was a cw. */
final class ClockCheck {
    /** What clocks that are kept right may differ by. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** This was written after it: an earlier clock is one that was never set, as on a machine without a battery. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private final AuthorityFolder folder;
    private final Instant now;
    private final Problems problems;

    ClockCheck(AuthorityFolder folder, Instant now, Problems problems) {
        this.folder = folder;
        this.now = now;
        this.problems = problems;
    }

    void check() throws StorageFailed {
        if (now.isBefore(EARLIEST)) {
            problems.add(
                    Code.CLOCK,
                    Place.file(folder.shown()),
                    "the clock says " + Times.of(now)
                            + ", before this program was written; set the clock of this machine,"
                            + " for what is issued with a wrong one is refused elsewhere");
        }
        // What is wrong with the files is found where they are used.
        var unused = new Problems();
        var roots = new Roots(folder, now, unused);
        var bundles = new Bundles(folder, now, unused);
        List<Made> all = new ArrayList<>();
        for (String link : List.of(AuthorityFolder.ROOT, AuthorityFolder.NEXT_ROOT)) {
            Root root = roots.find(link);
            if (root != null) {
                all.add(new Made(root.shown(), root.validity().made()));
            }
        }
        for (String cluster : folder.clusters()) {
            Validity validity = bundles.validity(cluster);
            if (validity != null) {
                String shown = folder.shown(AuthorityFolder.ofCluster(cluster) + "/" + Bundle.CERTIFICATE);
                all.add(new Made(shown, validity.made()));
            }
        }
        for (Made made : all) {
            if (made.time.isAfter(now.plus(TOLERANCE))) {
                problems.add(
                        Code.CLOCK,
                        Place.file(made.shown),
                        "this certificate was made at " + made.time + ", and now the clock says " + Times.of(now)
                                + ", so it was wrong then or is now; set the clock of this machine, for what is issued"
                                + " with a wrong one is refused elsewhere");
            }
        }
    }

    private record Made(String shown, Instant time) {}
}

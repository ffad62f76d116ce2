package io.coddiwomple.app.run;

import io.coddiwomple.ca.Authority;
import io.coddiwomple.ca.Passphrase;
import io.coddiwomple.ca.Rotation;
import io.coddiwomple.ca.Wish;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code cw ca rotate}: a new root in place of the old one, without a failing call. */
public final class CaRotate implements Runner {
    private final Options options;
    private final InstantSource clock;

    public CaRotate(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /** What is done in the folder. */
    public enum Action {
        SHOW,
        START,
        NEXT,
        ABORT
    }

    /**
     * What the command line says.
     *
     * @param sources where the clusters are defined; may be empty
     * @param root what the new root is to be like, without its passphrase
     */
    public record Options(
            String folder, Sources sources, Action action, Wish.ForRoot root, PassphraseSource passphrase) {}

    @Override
    public int run(Report report) throws IOException {
        return AuthorityRun.run(report, problems -> rotate(report, problems));
    }

    private int rotate(Report report, Problems problems) throws IOException {
        Federation federation = options.sources.readIfGiven(report.terminal(), problems);
        Passphrase passphrase = switch (options.action) {
            case SHOW, ABORT -> null;
            case START -> options.passphrase.readForNewKey(problems);
            case NEXT -> options.passphrase.read(problems);
        };
        if (problems.hasErrors()) {
            return INVALID;
        }
        Instant now = clock.instant();
        try (Authority authority = options.action == Action.SHOW
                ? Authority.reading(options.folder, now, problems)
                : Authority.changing(options.folder, now, problems)) {
            Rotation before = authority == null ? null : authority.rotation();
            if (authority == null || before == null) {
                return INVALID;
            }
            if (before.isUnderWay() && before.root().validity().isOver(now)) {
                report.warning("the root that is replaced ended at "
                        + before.root().validity().to()
                        + ", so calls fail but for connections that stand, and no order of steps keeps them working;"
                        + " do all steps at once");
            }
            String result = act(authority, before, passphrase, new RotationText(options.folder, federation));
            if (result == null) {
                return INVALID;
            }
            report.result(result);
            if (federation != null) {
                compare(authority.clusters(), federation, report);
            }
            return DONE;
        }
    }

    /** What was done, or is to be done; null with a problem. */
    private @Nullable String act(
            Authority authority, Rotation before, @Nullable Passphrase passphrase, RotationText text)
            throws IOException {
        if (options.action == Action.SHOW) {
            return text.plan(before);
        }
        if (options.action == Action.ABORT) {
            List<String> changed = authority.abortRotation();
            return changed == null ? null : text.aborted(changed);
        }
        Wish.ForRoot root = options.root;
        Rotation.Step done = options.action == Action.NEXT
                ? authority.nextRotationStep(passphrase)
                : authority.startRotation(
                        new Wish.ForRoot(root.algorithm(), root.lifetime(), root.organisation(), passphrase));
        Rotation after = done == null ? null : authority.rotation();
        return done == null || after == null ? null : text.done(done, after);
    }

    /** Warns of clusters that one side knows and the other does not: their names may be misspelt. */
    private void compare(List<String> issued, Federation federation, Report report) {
        List<String> defined = federation.clusters().stream().map(Cluster::name).toList();
        String unissued = without(defined, issued);
        if (!unissued.isEmpty()) {
            report.warning("clusters of the input without certificates in " + options.folder
                    + ", for which there is no step: " + unissued + " (cw ca issue makes them)");
        }
        String undefined = without(issued, defined);
        if (!undefined.isEmpty()) {
            report.warning("clusters with certificates in " + options.folder
                    + " that the input does not define, for which there are steps all the same: " + undefined);
        }
    }

    private static String without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).collect(Collectors.joining(", "));
    }
}

package io.coddiwomple.app.run;

import io.coddiwomple.ca.Authority;
import io.coddiwomple.ca.Passphrase;
import io.coddiwomple.ca.Rotation;
import io.coddiwomple.ca.Wish;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/** {@code cw ca rotate}: a new root in place of the old one, without a failing call. */
public final class CaRotate implements Runner {
    private final Options options;
    private final InstantSource clock;

    public CaRotate(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * What the command line says.
     *
     * @param sources where the clusters are defined; may be empty
     * @param next whether to do the next step, and not only to show all
     * @param root what the new root is to be like, without its passphrase
     */
    public record Options(
            String folder, Sources sources, boolean next, Wish.ForRoot root, PassphraseSource passphrase) {}

    @Override
    public int run(Report report) throws IOException {
        return AuthorityRun.run(report, problems -> rotate(report, problems));
    }

    private int rotate(Report report, Problems problems) throws IOException {
        Federation federation = options.sources.readIfGiven(report.terminal(), problems);
        Passphrase passphrase = options.next ? options.passphrase.readForNewKey(problems) : null;
        if (problems.hasErrors()) {
            return INVALID;
        }
        Instant now = clock.instant();
        var text = new RotationText(options.folder, federation);
        try (Authority authority = options.next
                ? Authority.changing(options.folder, now, problems)
                : Authority.reading(options.folder, now, problems)) {
            if (authority == null) {
                return INVALID;
            }
            Rotation before = authority.rotation();
            if (before == null || !options.next) {
                report.result(before == null ? "" : text.plan(before));
                return before == null ? INVALID : DONE;
            }
            var wish = new Wish.ForRoot(
                    options.root.algorithm(), options.root.lifetime(), options.root.organisation(), passphrase);
            Rotation.Step done = authority.rotate(wish);
            Rotation after = done == null ? null : authority.rotation();
            if (done == null || after == null) {
                return INVALID;
            }
            report.result(text.done(done, after));
            return DONE;
        }
    }
}

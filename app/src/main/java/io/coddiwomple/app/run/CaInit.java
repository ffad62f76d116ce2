package io.coddiwomple.app.run;

import io.coddiwomple.ca.Algorithm;
import io.coddiwomple.ca.Authority;
import io.coddiwomple.ca.Lifetime;
import io.coddiwomple.ca.Passphrase;
import io.coddiwomple.ca.Root;
import io.coddiwomple.ca.Wish;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code cw ca init}: a root. */
public final class CaInit implements Runner {
    private final Options options;
    private final InstantSource clock;

    public CaInit(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * What the command line says.
     *
     * @param organisation null when it says none
     */
    public record Options(
            String folder,
            Algorithm algorithm,
            Lifetime lifetime,
            @Nullable String organisation,
            PassphraseSource passphrase,
            boolean force) {}

    @Override
    public int run(Report report) throws IOException {
        return AuthorityRun.run(report, problems -> make(report, problems));
    }

    private int make(Report report, Problems problems) throws IOException {
        Instant now = clock.instant();
        Passphrase passphrase = options.passphrase.readForNewKey(problems);
        if (problems.hasErrors()) {
            return INVALID;
        }
        try (Authority authority = Authority.making(options.folder, now, problems)) {
            Root root = authority == null
                    ? null
                    : authority.makeRoot(
                            new Wish.ForRoot(options.algorithm, options.lifetime, options.organisation, passphrase),
                            options.force);
            if (authority == null || root == null) {
                return INVALID;
            }
            report.result(new CaText(now).of(root, passphrase != null));
            if (!authority.clusters().isEmpty()) {
                int clusters = authority.clusters().size();
                report.warning("the root before this one is kept in " + options.folder + "/roots, and "
                        + Report.counted(clusters, "cluster") + (clusters == 1 ? " still has" : " still have")
                        + " what it signed; run cw ca issue for each: "
                        + String.join(", ", authority.clusters()));
            }
            if (passphrase == null) {
                report.progress("the root's private key has no passphrase: whoever can read " + options.folder
                        + " can speak for every workload; --passphrase-file FILE gives it one");
            }
            return DONE;
        }
    }
}

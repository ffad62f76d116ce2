package io.coddiwomple.app.run;

import io.coddiwomple.ca.Authority;
import io.coddiwomple.ca.Issued;
import io.coddiwomple.ca.Lifetime;
import io.coddiwomple.ca.Passphrase;
import io.coddiwomple.ca.Wish;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cw ca issue}: an intermediate for a cluster. */
public final class CaIssue implements Runner {
    private final Options options;
    private final InstantSource clock;

    public CaIssue(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * What the command line says.
     *
     * @param sources where the cluster is defined; may be empty
     * @param namespace of the cluster's istiod, null when it says none
     * @param lifetime null when it says none
     */
    public record Options(
            String folder,
            String cluster,
            Sources sources,
            @Nullable String namespace,
            @Nullable Lifetime lifetime,
            PassphraseSource passphrase) {}

    @Override
    public int run(Report report) throws IOException {
        return AuthorityRun.run(report, problems -> issue(report, problems));
    }

    private int issue(Report report, Problems problems) throws IOException {
        Instant now = clock.instant();
        Passphrase passphrase = options.passphrase.read(problems);
        Federation federation = options.sources.readIfGiven(report.terminal(), problems);
        Cluster cluster = federation == null ? null : federation.cluster(options.cluster);
        if (federation != null && cluster == null) {
            report.error(unknown(options.cluster, federation));
            return INVALID;
        }
        if (problems.hasErrors()) {
            return INVALID;
        }
        String namespace =
                options.namespace != null ? options.namespace : cluster == null ? null : cluster.istioNamespace();
        try (Authority authority = Authority.changing(options.folder, now, problems)) {
            Issued issued = authority == null
                    ? null
                    : authority.issue(new Wish.ForCluster(options.cluster, namespace, options.lifetime, passphrase));
            if (issued == null) {
                return INVALID;
            }
            report.result(new CaText(now).of(issued));
            report.progress(
                    "next: " + ShellText.secret(options.folder, issued.bundle().cluster())
                            + ShellText.apply(options.cluster, cluster == null ? null : cluster.kubeconfig()));
            return DONE;
        }
    }

    /** A cluster that no input defines. */
    static String unknown(String name, Federation federation) {
        List<String> known = federation.clusters().stream().map(Cluster::name).toList();
        return "there is no cluster \"" + name + "\" in the input" + Suggestion.ending(name, known);
    }
}

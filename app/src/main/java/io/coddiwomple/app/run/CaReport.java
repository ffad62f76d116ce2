package io.coddiwomple.app.run;

import io.coddiwomple.app.files.CertificateFiles;
import io.coddiwomple.ca.Authority;
import io.coddiwomple.ca.LiveEndpoint;
import io.coddiwomple.ca.Observation;
import io.coddiwomple.ca.Observing;
import io.coddiwomple.ca.Root;
import io.coddiwomple.ca.SharedKeys;
import io.coddiwomple.ca.TrustReport;
import io.coddiwomple.ca.Unreachable;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** {@code cw ca report}: who trusts whom, until when, and which clusters cannot talk. */
public final class CaReport implements Runner {
    private final Options options;
    private final InstantSource clock;

    public CaReport(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /** A server of a cluster. */
    public record Live(String cluster, LiveEndpoint endpoint) {}

    /**
     * What the command line says.
     *
     * @param folder the authority's, or null
     * @param sources what says who calls whom; may be empty
     * @param files files and folders of certificates, and whose they are
     * @param json whether JSON is wanted in place of a table
     */
    public record Options(
            @Nullable String folder,
            Sources sources,
            List<Sources.ClusterObjects> files,
            List<Live> endpoints,
            boolean json) {}

    @Override
    public int run(Report report) throws IOException {
        return AuthorityRun.run(report, problems -> judge(report, problems));
    }

    private int judge(Report report, Problems problems) throws IOException {
        Instant now = clock.instant();
        Federation federation = options.sources.readIfGiven(report.terminal(), problems);
        var observations = new ArrayList<Observation>();
        // What is wrong with what was found is a result, and nothing wrong with the input.
        var findings = new Problems();
        Root root = ofFolder(now, observations, problems, findings);
        for (Sources.ClusterObjects from : options.files) {
            var observing = new Observing(from.cluster(), problems);
            CertificateFiles.read(from.path(), observing::file, observing::files, problems);
            observations.addAll(observing.found());
        }
        List<String> unknown = federation == null ? List.of() : unknown(federation);
        unknown.forEach(report::error);
        if (problems.hasErrors() || !unknown.isEmpty()) {
            problems.addAll(findings.sorted());
            return INVALID;
        }
        boolean reached = ofEndpoints(observations, report);
        TrustReport trust = TrustReport.of(federation, observations, now);
        SharedKeys.check(observations, findings);
        boolean asDeclared = new ExpiryCheck(now, findings).check(observations, federation);
        TrustText text = new TrustText(trust, federation, root, now);
        report.result(options.json ? text.json() : text.table());
        report.problems(findings.sorted());
        return reached && trust.isGood() && asDeclared && !findings.hasErrors() ? DONE : FAILED;
    }

    /** Reads the authority's folder, and returns its root; null without one. */
    private @Nullable Root ofFolder(Instant now, List<Observation> observations, Problems problems, Problems findings)
            throws IOException {
        if (options.folder == null) {
            return null;
        }
        var own = new Problems();
        try (Authority authority = Authority.reading(options.folder, now, own)) {
            Root root = authority == null ? null : authority.root();
            List<Observation> found = authority == null ? List.of() : authority.observations();
            if (root != null && found.isEmpty()) {
                new ExpiryCheck(now, own).check(root);
            }
            (root == null && found.isEmpty() ? problems : findings).addAll(own.sorted());
            observations.addAll(found);
            return root;
        }
    }

    private List<String> unknown(Federation federation) {
        var messages = new ArrayList<String>();
        options.files.stream()
                .filter(from -> federation.cluster(from.cluster()) == null)
                .forEach(from -> messages.add("--from: " + CaIssue.unknown(from.cluster(), federation)));
        options.endpoints.stream()
                .filter(live -> federation.cluster(live.cluster) == null)
                .forEach(live -> messages.add("--endpoint: " + CaIssue.unknown(live.cluster, federation)));
        return messages;
    }

    /** Asks all of them at the same time; every one that fails is told of. */
    private boolean ofEndpoints(List<Observation> observations, Report report) {
        boolean reached = true;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Observation>> asked = new ArrayList<>();
            for (Live live : options.endpoints) {
                Callable<Observation> ask =
                        () -> Observation.ofShown(live.cluster, live.endpoint.toString(), live.endpoint.chain());
                asked.add(threads.submit(ask));
            }
            for (Future<Observation> answer : asked) {
                try {
                    observations.add(answer.get());
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof Unreachable known)) {
                        throw new IllegalStateException("a server's certificates cannot be judged", failed);
                    }
                    report.error(known.sentence());
                    reached = false;
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return reached;
    }
}

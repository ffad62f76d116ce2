package io.coddiwomple.app.run;

import io.coddiwomple.ca.Observation;
import io.coddiwomple.ca.Root;
import io.coddiwomple.ca.Validity;
import io.coddiwomple.ca.ValidityCheck;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds certificates that are not valid or should be renewed, and workloads with another trust domain than their cluster's. */
final class ExpiryCheck {
    private final Instant now;
    private final Problems problems;

    ExpiryCheck(Instant now, Problems problems) {
        this.now = now;
        this.problems = problems;
    }

    /** Returns whether every workload has the trust domain that the input says. */
    boolean check(List<Observation> observations, @Nullable Federation federation) {
        boolean asDeclared = true;
        for (Observation observation : observations) {
            X509Certificate signer = observation.signer();
            if (signer != null) {
                valid("the certificate that signs for cluster " + observation.cluster(), signer, observation.source());
            }
            // One root that is over does no harm beside one that is not.
            boolean trusts = observation.roots().stream()
                    .map(Validity::of)
                    .anyMatch(root -> !root.isOver(now) && !root.isAhead(now));
            for (X509Certificate root : observation.roots()) {
                if (!root.equals(signer) && (!trusts || Validity.of(root).isDue(now))) {
                    valid("a root that cluster " + observation.cluster() + " trusts", root, observation.source());
                }
            }
            Cluster cluster = federation == null ? null : federation.cluster(observation.cluster());
            for (String domain : observation.trustDomains()) {
                if (cluster != null && !domain.equals(cluster.trustDomain())) {
                    asDeclared = false;
                    problems.add(
                            Code.NAME_DIFFERS,
                            cluster.place(),
                            "cluster " + cluster.name() + " has trust domain " + cluster.trustDomain()
                                    + " here, and the workload at " + observation.source() + " has " + domain
                                    + "; correct spec.istio.trustDomain, by which cw gen and cw install judge");
                }
            }
        }
        return asDeclared;
    }

    /** The root of an authority that has issued nothing: no cluster trusts it yet. */
    void check(Root root) {
        valid("this root", root.certificate(), root.shown());
    }

    private void valid(String what, X509Certificate certificate, String source) {
        new ValidityCheck(now, problems)
                .isValid(what, Validity.of(certificate), Place.file(source), "replace it", "renew it before");
    }
}

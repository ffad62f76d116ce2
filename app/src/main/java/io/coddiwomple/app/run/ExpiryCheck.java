package io.coddiwomple.app.run;

import io.coddiwomple.ca.Observation;
import io.coddiwomple.ca.Validity;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds certificates that should be renewed, and workloads with another trust domain than their cluster's. */
final class ExpiryCheck {
    private final Instant now;
    private final Problems problems;

    ExpiryCheck(Instant now, Problems problems) {
        this.now = now;
        this.problems = problems;
    }

    void check(List<Observation> observations, @Nullable Federation federation) {
        for (Observation observation : observations) {
            X509Certificate signer = observation.signer();
            if (signer != null) {
                due("the certificate that signs for cluster " + observation.cluster(), signer, observation.source());
            }
            for (X509Certificate root : observation.roots()) {
                if (!root.equals(signer)) {
                    due("a root that cluster " + observation.cluster() + " trusts", root, observation.source());
                }
            }
            Cluster cluster = federation == null ? null : federation.cluster(observation.cluster());
            for (String domain : observation.trustDomains()) {
                if (cluster != null && !domain.equals(cluster.trustDomain())) {
                    problems.add(
                            Code.NAME_DIFFERS,
                            cluster.place(),
                            "cluster " + cluster.name() + " has trust domain " + cluster.trustDomain()
                                    + " here, and the workload at " + observation.source() + " has " + domain
                                    + "; correct spec.istio.trustDomain, by which aliases are judged");
                }
            }
        }
    }

    private void due(String what, X509Certificate certificate, String source) {
        Validity validity = Validity.of(certificate);
        if (validity.isDue(now)) {
            problems.add(
                    Code.RENEWAL_DUE,
                    Place.file(source),
                    what + " ends at " + validity.to() + ", in " + Report.counted((int) validity.daysLeft(now), "day")
                            + ", and less than a third of its life is left; renew it before");
        }
    }
}

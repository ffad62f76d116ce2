package io.coddiwomple.ca;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which chains which roots trust, each question asked once: clusters have few different roots. Owned by one thread. */
final class Verdicts {
    private final Map<Question, Optional<String>> known = new HashMap<>();
    private final Instant now;

    Verdicts(Instant now) {
        this.now = now;
    }

    private record Question(List<X509Certificate> chain, List<X509Certificate> roots) {}

    /** Why the one does not trust what the other shows, or empty when it does. */
    Optional<String> distrust(Observation shown, Observation trusting) {
        return known.computeIfAbsent(
                new Question(shown.chain(), trusting.roots()),
                question -> Chains.distrust(question.chain, question.roots, now));
    }
}

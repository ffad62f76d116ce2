package io.coddiwomple.ca;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether one cluster can call another. Where sources differ, all of them must agree to it. Owned by one thread. */
final class Judgement {
    private final @Nullable Federation federation;
    private final Map<String, List<Observation>> observations;
    private final Verdicts verdicts;
    private final List<String> against = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    Judgement(@Nullable Federation federation, Map<String, List<Observation>> observations, Verdicts verdicts) {
        this.federation = federation;
        this.observations = observations;
        this.verdicts = verdicts;
    }

    TrustReport.Pair of(String from, String to, List<String> services) {
        verify(from, to);
        verify(to, from);
        trustDomains(from, to);
        var reasons = new ArrayList<>(against);
        reasons.addAll(unknown);
        TrustReport.State state = !against.isEmpty()
                ? TrustReport.State.CANNOT
                : unknown.isEmpty() ? TrustReport.State.GOOD : TrustReport.State.UNKNOWN;
        return new TrustReport.Pair(from, to, services, state, List.copyOf(reasons));
    }

    /** Whether one side takes the certificates that the other shows. */
    private void verify(String verifier, String shower) {
        List<Observation> roots = observations.getOrDefault(verifier, List.of()).stream()
                .filter(observation -> !observation.roots().isEmpty())
                .toList();
        List<Observation> chains = observations.getOrDefault(shower, List.of()).stream()
                .filter(observation -> !observation.chain().isEmpty())
                .toList();
        if (roots.isEmpty()) {
            unknown.add("nothing says what " + verifier + " trusts");
        }
        if (chains.isEmpty()) {
            unknown.add("nothing says what signs for " + shower);
        }
        for (Observation trusting : roots) {
            for (Observation shown : chains) {
                verdicts.distrust(shown, trusting)
                        .ifPresent(reason -> against.add(verifier + " does not trust " + shower + ": "
                                + Chains.name(shown.chain().getFirst()) + " from " + shown.source() + ", " + reason
                                + " from " + trusting.source()));
            }
        }
    }

    private void trustDomains(String from, String to) {
        Cluster client = federation == null ? null : federation.cluster(from);
        Cluster server = federation == null ? null : federation.cluster(to);
        if (client == null || server == null) {
            return;
        }
        boolean taken = client.trustDomain().equals(server.trustDomain())
                || server.trustDomainAliases().contains(client.trustDomain());
        if (!taken) {
            against.add(to + " (trust domain " + server.trustDomain() + ") refuses callers of trust domain "
                    + client.trustDomain() + ": list it in trustDomainAliases of the mesh config there and of the"
                    + " Cluster");
        }
    }
}

package io.coddiwomple.ca;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
        List<Observation> some = observations.getOrDefault(verifier, List.of()).stream()
                .filter(observation -> !observation.roots().isEmpty())
                .toList();
        List<Observation> all = some.stream().filter(Observation::tellsAllRoots).toList();
        List<Observation> roots = all.isEmpty() ? some : all;
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
                        .ifPresent(reason -> (trusting.tellsAllRoots() ? against : unknown)
                                .add(verifier
                                        + (trusting.tellsAllRoots()
                                                ? " does not trust "
                                                : " may trust more roots than this istiod shows, and without them not ")
                                        + shower + ": "
                                        + Chains.name(shown.chain().getFirst()) + " from "
                                        + shown.source() + ", " + reason + " from " + trusting.source()));
            }
        }
    }

    /** The serving side takes its own trust domain and the aliases of its mesh config, which certificates do not show. */
    private void trustDomains(String from, String to) {
        Cluster server = federation == null ? null : federation.cluster(to);
        Map<String, String> callers = trustDomains(from);
        trustDomains(to)
                .forEach((own, shown) -> callers.forEach((caller, as) -> {
                    boolean taken = caller.equals(own)
                            || server != null && server.trustDomainAliases().contains(caller);
                    if (!taken && server == null) {
                        unknown.add(
                                "whether " + to + " (trust domain " + own + shown + ") takes callers of trust domain "
                                        + caller + as + ": its trustDomainAliases decide, and -f tells them");
                    } else if (!taken) {
                        against.add(to + " (trust domain " + own + shown + ") refuses callers of trust domain " + caller
                                + as + ": list it in trustDomainAliases of the mesh config there and of the Cluster");
                    }
                }));
    }

    /** A cluster's trust domains, and what shows each: those that were seen count before the one that is declared. */
    private SortedMap<String, String> trustDomains(String name) {
        Cluster cluster = federation == null ? null : federation.cluster(name);
        String declared = cluster == null ? "" : cluster.trustDomain();
        var domains = new TreeMap<String, String>();
        for (Observation observation : observations.getOrDefault(name, List.of())) {
            for (String domain : observation.trustDomains()) {
                domains.putIfAbsent(domain, domain.equals(declared) ? "" : ", as " + observation.source() + " shows");
            }
        }
        if (domains.isEmpty() && cluster != null) {
            domains.put(declared, "");
        }
        return domains;
    }
}

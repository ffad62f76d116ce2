package io.coddiwomple.plan;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds serving clusters that would turn a caller away because of its trust domain. */
public final class TrustCheck {
    private TrustCheck() {}

    static void check(Federation federation, Map<String, Cluster> clusters, Problems problems) {
        Map<String, Cluster> byDomain = new TreeMap<>();
        federation.clusters().forEach(cluster -> byDomain.putIfAbsent(cluster.trustDomain(), cluster));
        if (byDomain.size() < 2) {
            return;
        }
        Map<String, SortedSet<String>> missing = new TreeMap<>();
        for (GlobalService service : federation.services()) {
            for (Backend backend : service.backends()) {
                Cluster server = clusters.get(backend.cluster());
                if (server != null) {
                    collect(federation, service, server, missing);
                }
            }
        }
        missing.forEach((name, domains) -> {
            Cluster server = clusters.get(name);
            if (server != null) {
                report(server, domains, problems);
            }
        });
    }

    /** The same for one serving cluster. */
    public static void check(Federation federation, Cluster server, Problems problems) {
        Map<String, SortedSet<String>> missing = new TreeMap<>();
        for (GlobalService service : federation.services()) {
            if (service.backendIn(server.name()) != null) {
                collect(federation, service, server, missing);
            }
        }
        missing.values().forEach(domains -> report(server, domains, problems));
    }

    private static void collect(
            Federation federation, GlobalService service, Cluster server, Map<String, SortedSet<String>> missing) {
        if (!Feature.TRUST_DOMAIN_CHECK.in(server.istio())) {
            return;
        }
        for (Cluster client : federation.clusters()) {
            boolean calls = !client.trustDomain().equals(server.trustDomain())
                    && service.clients().clusters().contains(client.name());
            if (calls && !server.trustDomainAliases().contains(client.trustDomain())) {
                missing.computeIfAbsent(server.name(), _ -> new TreeSet<>()).add(client.trustDomain());
            }
        }
    }

    private static void report(Cluster server, SortedSet<String> domains, Problems problems) {
        problems.add(
                Code.TRUST_DOMAIN_ALIAS,
                server.place(),
                "cluster " + server.name() + " (trust domain " + server.trustDomain()
                        + ") refuses callers from trust domain " + String.join(", ", domains)
                        + (Feature.TRUST_DOMAIN_ALIASES.in(server.istio())
                                ? " until its mesh config lists them in trustDomainAliases; add them there and to"
                                : " until its Pilot has PILOT_SKIP_VALIDATE_TRUST_DOMAIN=true, since Istio "
                                        + server.istio() + " asks no aliases; set it, and add them to")
                        + " spec.istio.trustDomainAliases of the Cluster");
    }
}

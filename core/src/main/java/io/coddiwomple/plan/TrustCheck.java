package io.coddiwomple.plan;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds serving clusters that would turn a caller away because of its trust domain. */
final class TrustCheck {
    private TrustCheck() {}

    static void check(Federation federation, Map<String, Cluster> clusters, Problems problems) {
        Map<String, Cluster> byDomain = new TreeMap<>();
        federation.clusters().forEach(cluster -> byDomain.putIfAbsent(cluster.trustDomain(), cluster));
        if (byDomain.size() < 2) {
            return;
        }
        Map<String, TreeSet<String>> missing = new TreeMap<>();
        for (GlobalService service : federation.services()) {
            for (Backend backend : service.backends()) {
                Cluster server = clusters.get(backend.cluster());
                if (server == null) {
                    continue;
                }
                for (Cluster client : federation.clusters()) {
                    boolean calls = !client.trustDomain().equals(server.trustDomain())
                            && service.clients().clusters().contains(client.name());
                    if (calls && !server.trustDomainAliases().contains(client.trustDomain())) {
                        missing.computeIfAbsent(server.name(), _ -> new TreeSet<>())
                                .add(client.trustDomain());
                    }
                }
            }
        }
        missing.forEach((name, domains) -> {
            Cluster server = clusters.get(name);
            if (server != null) {
                problems.add(
                        Code.TRUST_DOMAIN_ALIAS,
                        server.place(),
                        "cluster " + name + " (trust domain " + server.trustDomain()
                                + ") refuses callers from trust domain " + String.join(", ", domains)
                                + " until its mesh config lists them in trustDomainAliases; add them there and to"
                                + " spec.istio.trustDomainAliases of the Cluster");
            }
        });
    }
}

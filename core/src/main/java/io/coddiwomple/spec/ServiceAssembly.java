package io.coddiwomple.spec;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Clients;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Scope;
import io.coddiwomple.model.Traffic;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes services of drafts, once it is known which clusters there are. */
final class ServiceAssembly {
    private final SortedMap<String, Cluster> clusters;
    private final Problems problems;
    private final Hosts hosts;

    ServiceAssembly(SortedMap<String, Cluster> clusters, Hosts hosts, Problems problems) {
        this.clusters = clusters;
        this.problems = problems;
        this.hosts = hosts;
    }

    /** The service, or null when it is too broken to stand for anything. */
    @Nullable GlobalService service(Draft.ServiceDraft draft) {
        List<String> names = hosts.of(draft);
        SortedMap<String, String> pins = hosts.pins(draft, names);
        List<Port> ports = new Ports(draft, problems).read();
        List<Backend> backends = new Backends(draft, ports, clusters, problems).read();
        List<String> failover = references(draft.failover(), "traffic.failover of service " + id(draft));
        repeated(draft);
        Scope clientClusters = draft.clientClusters().isEmpty()
                ? Scope.ALL
                : Scope.of(references(draft.clientClusters(), "clients.clusters of service " + id(draft)));
        subsets(draft);
        if (names.isEmpty() || ports.isEmpty() || backends.isEmpty()) {
            return null;
        }
        gateways(draft, backends, clientClusters);
        return new GlobalService(
                id(draft),
                names,
                pins,
                ports,
                backends,
                new Traffic(failover, draft.retries(), draft.rewriteHost(), draft.policy(), draft.subsets()),
                new Clients(clientClusters, draft.clientNamespaces()),
                draft.shape(),
                draft.id().place());
    }

    /** Reports what only all services together show. */
    void checkShared() {
        hosts.checkShared();
    }

    private static String id(Draft.ServiceDraft draft) {
        return draft.id().value();
    }

    private List<String> references(List<Located<String>> names, String where) {
        var known = new ArrayList<String>();
        for (Located<String> name : names) {
            if (name.value().equals("*") || clusters.containsKey(name.value())) {
                known.add(name.value());
            } else {
                problems.add(
                        Code.UNKNOWN_CLUSTER,
                        name.place(),
                        where + " names cluster \"" + name.value() + "\", which no cluster defines"
                                + Suggestion.ending(name.value(), clusters.keySet()));
            }
        }
        return known;
    }

    private void repeated(Draft.ServiceDraft draft) {
        var seen = new HashSet<String>();
        var backends = new HashSet<String>();
        draft.backends().forEach(backend -> backends.add(backend.cluster().value()));
        for (Located<String> name : draft.failover()) {
            if (!seen.add(name.value())) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        name.place(),
                        "traffic.failover of service " + id(draft) + " names cluster " + name.value()
                                + " twice; each cluster has one place in the order");
            } else if (clusters.containsKey(name.value()) && !backends.contains(name.value())) {
                problems.add(
                        Code.UNKNOWN_CLUSTER,
                        name.place(),
                        "traffic.failover of service " + id(draft) + " names cluster " + name.value()
                                + ", which has no backend of it" + Suggestion.ending(name.value(), backends));
            }
        }
    }

    private void subsets(Draft.ServiceDraft draft) {
        var seen = new HashSet<String>();
        int total = 0;
        for (var subset : draft.subsets()) {
            total += subset.weight();
            if (!seen.add(subset.name())) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        draft.id().place(),
                        "service " + id(draft) + " has two subsets \"" + subset.name() + "\"; rename one of them");
            }
        }
        if (total > 100) {
            problems.add(
                    Code.BAD_VALUE,
                    draft.id().place(),
                    "the weights of the subsets of service " + id(draft) + " add up to " + total
                            + "; they are percents of all calls, so at most 100");
        }
    }

    private void gateways(Draft.ServiceDraft draft, List<Backend> backends, Scope clients) {
        for (Backend backend : backends) {
            Cluster cluster = clusters.get(backend.cluster());
            boolean calledFromOutside = clusters.keySet().stream()
                    .anyMatch(name -> !name.equals(backend.cluster()) && clients.contains(name));
            if (cluster != null && cluster.gateways().isEmpty() && calledFromOutside && backend.weight() > 0) {
                problems.add(
                        Code.NO_GATEWAY,
                        backend.place(),
                        "service " + id(draft) + " has a backend in cluster " + backend.cluster()
                                + ", which has no gateway, so no other cluster can reach it; give the Cluster"
                                + " spec.gateways, or limit clients.clusters to " + backend.cluster());
            }
        }
        if (backends.stream().allMatch(backend -> backend.weight() == 0)) {
            Place place = draft.id().place();
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    "all backends of service " + id(draft)
                            + " have weight 0, so nobody could call it; give at least one a" + " weight");
        }
    }

    /** The ports of a backend, by the global port's name. */
    static SortedMap<String, Integer> numbers(Draft.BackendDraft draft, List<Port> ports) {
        var numbers = new TreeMap<String, Integer>();
        for (Port port : ports) {
            Located<Integer> own = draft.ports().get(port.name());
            if (own != null) {
                numbers.put(port.name(), own.value());
            } else if (!draft.onlyNamedPorts()) {
                numbers.put(port.name(), port.number());
            }
        }
        return numbers;
    }
}

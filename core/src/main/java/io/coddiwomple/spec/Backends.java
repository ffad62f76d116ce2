package io.coddiwomple.spec;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.ServiceName;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a service's backends. */
final class Backends {
    private static final int MAX_PORT = 65535;

    private final Draft.ServiceDraft draft;
    private final List<Port> ports;
    private final SortedMap<String, Cluster> clusters;
    private final Problems problems;

    Backends(Draft.ServiceDraft draft, List<Port> ports, SortedMap<String, Cluster> clusters, Problems problems) {
        this.draft = draft;
        this.ports = ports;
        this.clusters = clusters;
        this.problems = problems;
    }

    /** The good ones, sorted by cluster. */
    List<Backend> read() {
        var backends = new ArrayList<Backend>();
        Map<String, Place> places = new HashMap<>();
        for (Draft.BackendDraft each : draft.backends()) {
            Place place = each.cluster().place();
            String name = each.cluster().value();
            Cluster cluster = clusters.get(name);
            Place earlier = places.putIfAbsent(name, place);
            if (cluster == null) {
                problems.add(
                        Code.UNKNOWN_CLUSTER,
                        place,
                        "backend names cluster \"" + name + "\", which no cluster defines"
                                + Suggestion.ending(name, clusters.keySet()));
            } else if (earlier != null) {
                problems.add(
                        Code.DUPLICATE_BACKEND,
                        place,
                        "service " + draft.id().value() + " has two backends in cluster " + name + ", here and at "
                                + earlier + "; a cluster serves it with one Kubernetes service");
            }
            ServiceName service = service(each, cluster);
            portNames(each);
            if (cluster != null && earlier == null && service != null) {
                backends.add(new Backend(
                        name, service, ServiceAssembly.numbers(each, ports), each.weight(), each.identities(), place));
            }
        }
        backends.sort((one, other) -> one.cluster().compareTo(other.cluster()));
        return List.copyOf(backends);
    }

    private @Nullable ServiceName service(Draft.BackendDraft backend, @Nullable Cluster cluster) {
        String domain = cluster == null ? "cluster.local" : cluster.clusterDomain();
        String text = backend.service().value();
        String full = backend.withoutDomain() ? text + ".svc." + domain : text;
        ServiceName service = ServiceName.parse(full).orElse(null);
        if (service == null) {
            problems.add(
                    Code.BAD_BACKEND_NAME,
                    backend.service().place(),
                    "backend \"" + full + "\" of service " + draft.id().value()
                            + " is no Kubernetes service's full name," + " which reads <name>.<namespace>.svc."
                            + domain);
        } else if (cluster != null && !service.domain().equals(domain)) {
            problems.add(
                    Code.BAD_BACKEND_NAME,
                    backend.service().place(),
                    "backend \"" + full + "\" of service " + draft.id().value() + " ends in " + service.domain()
                            + ", but the services of cluster " + cluster.name() + " end in " + domain
                            + "; correct it, or set the Cluster's spec.clusterDomain");
            return null;
        }
        return service;
    }

    private void portNames(Draft.BackendDraft backend) {
        var names = new TreeSet<String>();
        draft.ports().forEach(port -> names.add(port.name()));
        backend.ports().forEach((name, number) -> {
            if (!names.contains(name)) {
                problems.add(
                        Code.UNKNOWN_PORT,
                        number.place(),
                        "the backend in cluster " + backend.cluster().value() + " names port \"" + name
                                + "\", which service " + draft.id().value() + " does not have"
                                + Suggestion.ending(name, names));
            }
            if (draft.source() != Source.RESOURCE && (number.value() < 1 || number.value() > MAX_PORT)) {
                problems.add(
                        Code.BAD_PORT_NUMBER,
                        number.place(),
                        "the backend of service " + draft.id().value() + " in cluster "
                                + backend.cluster().value() + " has port " + number.value()
                                + ", and ports are numbers from 1 to " + MAX_PORT);
            }
        });
    }
}

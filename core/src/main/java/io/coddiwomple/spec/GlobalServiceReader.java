package io.coddiwomple.spec;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Retries;
import io.coddiwomple.model.Scope;
import io.coddiwomple.model.Subset;
import io.coddiwomple.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads a GlobalService. */
final class GlobalServiceReader {
    private GlobalServiceReader() {}

    static Draft.ServiceDraft read(Located<String> name, Reading object) {
        Reading spec = object.group("spec");
        Reading traffic = spec.group("traffic");
        Reading clients = spec.group("clients");
        String namespace = object.group("metadata").text("namespace", "default");
        String id = name.value() + "." + namespace;
        List<Located<String>> hosts = spec.texts("hosts");
        boolean named = !hosts.isEmpty();
        return new Draft.ServiceDraft(
                Source.RESOURCE,
                new Located<>(id, name.place()),
                named ? hosts : List.of(new Located<>(id, name.place())),
                !named,
                spec.texts("addresses"),
                ports(spec),
                backends(spec, id),
                traffic.texts("failover"),
                retries(traffic),
                traffic.flag("rewriteHost"),
                Trees.fields(traffic.node("trafficPolicy")),
                subsets(traffic),
                clients.texts("clusters"),
                clients.has("namespaces")
                        ? Scope.of(clients.texts("namespaces").stream()
                                .map(Located::value)
                                .toList())
                        : Scope.ALL,
                FederationReader.shape(spec));
    }

    private static List<Draft.PortDraft> ports(Reading spec) {
        var ports = new ArrayList<Draft.PortDraft>();
        for (Reading port : spec.groups("ports")) {
            String name = port.text("name");
            Located<String> protocol = port.located("protocol");
            if (name != null && protocol != null) {
                ports.add(new Draft.PortDraft(name, port.number("number", 0), protocol, port.place()));
            }
        }
        return ports;
    }

    private static List<Draft.BackendDraft> backends(Reading spec, String id) {
        var backends = new ArrayList<Draft.BackendDraft>();
        for (Reading backend : spec.groups("backends")) {
            Located<String> cluster = backend.located("cluster");
            if (cluster == null) {
                continue;
            }
            Located<String> service = backend.located("service");
            var identities = new TreeSet<String>();
            backend.texts("identities").forEach(identity -> identities.add(identity.value()));
            backends.add(new Draft.BackendDraft(
                    cluster,
                    service == null ? new Located<>(id, backend.place()) : service,
                    service == null,
                    backend.numbers("ports"),
                    false,
                    backend.number("weight", Backend.DEFAULT_WEIGHT),
                    identities));
        }
        return backends;
    }

    private static Retries retries(Reading traffic) {
        Node node = traffic.node("retries");
        if (node instanceof Node.Mapping) {
            return new Retries.Custom(Trees.fields(node));
        }
        return "none".equals(traffic.text("retries")) ? new Retries.None() : new Retries.Default();
    }

    private static List<Subset> subsets(Reading traffic) {
        var subsets = new ArrayList<Subset>();
        for (Reading subset : traffic.groups("subsets")) {
            String name = subset.text("name");
            if (name != null) {
                subsets.add(
                        new Subset(name, subset.table("labels"), subset.number("weight", 0), subset.table("headers")));
            }
        }
        return subsets;
    }
}

package io.coddiwomple.spec;

import static io.coddiwomple.spec.Schema.Field.needed;
import static io.coddiwomple.spec.Schema.Field.optional;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.KubeConfig;
import io.coddiwomple.model.Retries;
import io.coddiwomple.model.Scope;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Reads the cluster and service files of 2018. What they do not know is ignored with a warning, as it was then. */
final class File2018 {
    private static final Schema.Group CLUSTER = new Schema.Group(
            "A cluster.",
            List.of(
                    needed("name", Schema.Text.of("The cluster's name.", Format.HOST)),
                    optional("address", Schema.Text.of("The address of its gateway.", Format.ADDRESS)),
                    optional("kubeconfig_path", Schema.Text.of("A kubeconfig file.", Format.ANY)),
                    optional("kubeconfig_context", Schema.Text.of("A context in it.", Format.ANY))));

    private static final Schema.Group PORT = new Schema.Group(
            "A port.",
            List.of(
                    needed("name", Schema.Text.of("The port's name.", Format.ANY)),
                    needed("protocol", Schema.Text.of("Its protocol.", Format.ANY)),
                    needed("service_port", new Schema.Whole("The number that clients call.", 1, 65535, null)),
                    optional(
                            "backend_port",
                            new Schema.Whole("The port of the backends' Kubernetes services.", 1, 65535, null))));

    private static final Schema.Group SERVICE = new Schema.Group(
            "A service.",
            List.of(
                    needed("name", Schema.Text.of("The service's name.", Format.HOST)),
                    needed(
                            "dns_prefixes",
                            new Schema.Many("Hosts without the suffix.", Schema.Text.of("A host.", Format.HOST), true)),
                    needed("ports", new Schema.Many("The ports that clients call.", PORT, true)),
                    needed(
                            "backends",
                            new Schema.Table(
                                    "Kubernetes services by cluster.",
                                    Format.SOME,
                                    Schema.Text.of("A Kubernetes service's full name.", Format.ANY),
                                    true)),
                    optional("address", Schema.Text.of("The first host's address.", Format.ANY))));

    private File2018() {}

    static void clusters(Document document, Draft draft, Problems problems) {
        for (Reading cluster : items(document, CLUSTER, "clusters", problems)) {
            Located<String> name = cluster.located("name");
            if (name == null) {
                continue;
            }
            String address = cluster.text("address", "");
            var gateways = new ArrayList<Gateway>();
            if (!address.isEmpty()) {
                gateways.add(new Gateway(
                        address,
                        ClusterReader.GATEWAY_PORT,
                        ClusterReader.GATEWAY_PORT,
                        "",
                        Collections.emptySortedMap(),
                        null));
            }
            String path = cluster.text("kubeconfig_path", "");
            draft.clusters.add(new Draft.ClusterDraft(
                    name,
                    null,
                    null,
                    null,
                    Collections.emptySortedSet(),
                    null,
                    null,
                    List.of(),
                    gateways,
                    null,
                    path.isEmpty() ? null : new KubeConfig(path, cluster.text("kubeconfig_context", "")),
                    null,
                    null));
        }
    }

    static void services(Document document, Draft draft, Problems problems) {
        for (Reading service : items(document, SERVICE, "services", problems)) {
            Located<String> name = service.located("name");
            if (name != null) {
                draft.services.add(service(name, service));
            }
        }
    }

    private static Draft.ServiceDraft service(Located<String> name, Reading service) {
        Located<String> address = service.located("address");
        boolean pinned = address != null && !address.value().isEmpty();
        return new Draft.ServiceDraft(
                Source.FILE_2018,
                name,
                service.texts("dns_prefixes"),
                true,
                pinned ? List.of(address) : List.of(),
                ports(service),
                backends(service),
                List.of(),
                new Retries.Default(),
                false,
                Fields.EMPTY,
                List.of(),
                List.of(),
                Scope.ALL,
                null);
    }

    private static List<Draft.PortDraft> ports(Reading service) {
        var ports = new ArrayList<Draft.PortDraft>();
        for (Reading port : service.groups("ports")) {
            String name = port.text("name");
            Located<String> protocol = port.located("protocol");
            int number = port.number("service_port", 0);
            if (name != null && protocol != null && number != 0) {
                ports.add(new Draft.PortDraft(name.toLowerCase(Locale.ROOT), number, protocol, port.place()));
            }
        }
        return ports;
    }

    private static List<Draft.BackendDraft> backends(Reading service) {
        var numbers = new TreeMap<String, Located<Integer>>();
        for (Reading port : service.groups("ports")) {
            String name = port.text("name");
            int number = port.number("backend_port", port.number("service_port", 0));
            if (name != null && number != 0) {
                numbers.put(name.toLowerCase(Locale.ROOT), new Located<>(number, port.place()));
            }
        }
        var backends = new ArrayList<Draft.BackendDraft>();
        if (service.node("backends") instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.value() instanceof Node.Scalar fqdn) {
                    backends.add(new Draft.BackendDraft(
                            new Located<>(entry.key(), service.document().place(entry)),
                            new Located<>(
                                    fqdn.text().toLowerCase(Locale.ROOT),
                                    service.document().place(fqdn)),
                            false,
                            numbers,
                            false,
                            Backend.DEFAULT_WEIGHT,
                            Collections.emptySortedSet()));
                }
            }
        }
        return backends;
    }

    private static List<Reading> items(Document document, Schema.Group schema, String what, Problems problems) {
        var items = new ArrayList<Reading>();
        if (!(document.root() instanceof Node.Sequence sequence)) {
            problems.add(
                    Code.WRONG_TYPE,
                    document.place(document.root()),
                    "the file holds " + document.root().what() + ", and it must be a list of " + what);
            return items;
        }
        var check = new SchemaCheck(document, problems, Code.UNKNOWN_FIELD_IGNORED);
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            check.check(item, schema, "");
            if (item instanceof Node.Mapping) {
                items.add(Reading.of(document, item));
            }
        }
        return items;
    }
}

package io.coddiwomple.spec;

import static io.coddiwomple.spec.Schema.Field.needed;
import static io.coddiwomple.spec.Schema.Field.optional;

import io.coddiwomple.model.Protocol;
import io.coddiwomple.spec.Schema.Group;
import io.coddiwomple.spec.Schema.Many;
import io.coddiwomple.spec.Schema.Table;
import io.coddiwomple.spec.Schema.Text;
import io.coddiwomple.spec.Schema.Whole;
import io.coddiwomple.spec.Schema.Word;
import java.util.ArrayList;
import java.util.List;

/** The fields of a GlobalService. */
final class GlobalServiceKind {
    private static final int MAX_WEIGHT = 10_000;

    private GlobalServiceKind() {}

    static Group spec() {
        return new Group(
                "A service that every mesh can call by the same names.",
                List.of(
                        optional(
                                "hosts",
                                new Many(
                                        "Its names. Default: <name>.<namespace>.<suffix>.",
                                        Text.of("A host under the federation's suffix.", Format.HOST),
                                        true)),
                        optional(
                                "addresses",
                                new Many(
                                        "Pinned virtual addresses: the first is the first host's, and so on.",
                                        Text.of("An IP address of the federation's pool.", Format.IP),
                                        false)),
                        needed("ports", new Many("The ports that clients call.", servicePort(), true)),
                        needed("backends", new Many("Where it runs.", backend(), true)),
                        optional("traffic", TrafficKind.spec()),
                        optional("clients", clients()),
                        optional(
                                "shape", Kinds.shape("How calls cross. Default: the one of its backends' clusters."))));
    }

    private static Group servicePort() {
        return new Group(
                "A port.",
                List.of(
                        needed("name", Text.of("Unique within the service.", Format.LABEL)),
                        needed("number", new Whole("The number that clients call.", 1, Kinds.MAX_PORT, null)),
                        needed("protocol", new Word("What it speaks, in any case of letters.", protocols()))));
    }

    private static List<String> protocols() {
        var names = new ArrayList<String>();
        for (Protocol protocol : Protocol.values()) {
            names.add(protocol.istioName());
        }
        return names;
    }

    private static Group backend() {
        return new Group(
                "A Kubernetes service that serves it in one cluster.",
                List.of(
                        needed("cluster", Text.of("The name of a Cluster.", Format.SOME)),
                        optional(
                                "service",
                                Text.of(
                                        "The Kubernetes service's full name. Default: the global service's own name and"
                                                + " namespace.",
                                        Format.SERVICE)),
                        optional(
                                "ports",
                                new Table(
                                        "The Kubernetes service's port number by the global port's name, where it differs.",
                                        Format.LABEL,
                                        new Whole("A port number.", 1, Kinds.MAX_PORT, null),
                                        false)),
                        optional(
                                "weight",
                                new Whole(
                                        "Its share relative to the other backends'. 0: never called. Equal weights: nearness"
                                                + " decides.",
                                        0,
                                        MAX_WEIGHT,
                                        100)),
                        optional(
                                "identities",
                                new Many(
                                        "The SPIFFE IDs that its pods may have. Empty: any of its mesh.",
                                        Text.of("A SPIFFE ID.", Format.IDENTITY),
                                        false))));
    }

    private static Group clients() {
        return new Group(
                "Who gets to know it. This keeps nobody out: an AuthorizationPolicy at the backends does.",
                List.of(
                        optional(
                                "clusters",
                                new Many(
                                        "The clusters that get anything at all. Default: all.",
                                        Text.of("A cluster, or *.", Format.CLUSTER_OR_ALL),
                                        true)),
                        optional(
                                "namespaces",
                                new Many(
                                        "The namespaces that see it there. Default: all.",
                                        Text.of("A namespace, or *.", Format.NAMESPACE_OR_ALL),
                                        true))));
    }
}

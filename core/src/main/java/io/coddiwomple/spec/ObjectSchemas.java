package io.coddiwomple.spec;

import static io.coddiwomple.spec.Schema.Field.needed;
import static io.coddiwomple.spec.Schema.Field.optional;

import io.coddiwomple.plan.rules.Conventions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of other people's objects, by their API group and kind. Whatever else they hold does not matter. */
final class ObjectSchemas {
    static final String CORE = "";
    static final String MCS = "multicluster.x-k8s.io";
    static final String ISTIO = "networking.istio.io";
    /** Namespaces and pods with the value {@code ambient} are ztunnel's (istio 1.31 api/label). */
    static final String DATAPLANE_MODE = "istio.io/dataplane-mode";

    private static final Schema TEXT = Schema.Text.of("A string.", Format.ANY);
    private static final Schema TEXTS = new Schema.Many("Strings.", TEXT, false);
    private static final Schema PORT = new Schema.Whole("A port.", 1, 65535, null);
    private static final Schema.Field METADATA = needed(
            "metadata",
            group(
                    needed("name", Schema.Text.of("The object's name.", Format.SOME)),
                    optional("namespace", TEXT),
                    optional("creationTimestamp", TEXT),
                    optional(
                            "labels",
                            group(
                                    optional(Exports.LABEL, TEXT),
                                    optional(Conventions.MANAGED_BY, TEXT),
                                    optional(DATAPLANE_MODE, TEXT))),
                    optional("annotations", group(optional(Exports.HOSTS, TEXT), optional(ServicePorts.PORTS, TEXT)))));

    private static final Schema.Group SERVICE = object(
            optional("type", TEXT),
            optional("clusterIP", TEXT),
            optional(
                    "ports",
                    many(
                            optional("name", TEXT),
                            needed("port", PORT),
                            optional(
                                    "protocol",
                                    new Schema.Text(
                                            "The transport.", Format.ANY, List.of("TCP", "UDP", "SCTP"), "TCP")),
                            optional("appProtocol", TEXT))));
    private static final Schema.Group SERVICE_EXPORT = new Schema.Group("An object.", List.of(METADATA));
    private static final Schema.Group GATEWAY = object(
            optional("selector", new Schema.Table("Labels of pods.", Format.ANY, TEXT, false)),
            optional(
                    "servers",
                    many(
                            optional("hosts", TEXTS),
                            optional("port", group(optional("number", PORT))),
                            optional("tls", group(optional("mode", TEXT))))));
    private static final Schema.Group SERVICE_ENTRY =
            object(optional("hosts", TEXTS), optional("addresses", TEXTS), optional("exportTo", TEXTS));
    private static final Schema.Group ENVOY_FILTER = new Schema.Group("An object.", List.of(METADATA));
    private static final Schema.Group VIRTUAL_SERVICE =
            object(optional("hosts", TEXTS), optional("gateways", TEXTS), optional("exportTo", TEXTS));
    private static final Schema.Group DESTINATION_RULE = object(optional("host", TEXT), optional("exportTo", TEXTS));
    private static final Schema.Group SIDECAR = object(
            optional("workloadSelector", new Schema.Free("Labels of pods.")),
            optional("egress", many(optional("hosts", TEXTS))));

    private ObjectSchemas() {}

    /** Null for the kinds that are passed over. */
    static Schema.@Nullable Group of(String group, String kind) {
        return switch (group) {
            case CORE -> kind.equals("Service") ? SERVICE : null;
            case MCS -> kind.equals("ServiceExport") ? SERVICE_EXPORT : null;
            case ISTIO ->
                switch (kind) {
                    case "Gateway" -> GATEWAY;
                    case "VirtualService" -> VIRTUAL_SERVICE;
                    case "DestinationRule" -> DESTINATION_RULE;
                    case "Sidecar" -> SIDECAR;
                    case "ServiceEntry" -> SERVICE_ENTRY;
                    case "EnvoyFilter" -> ENVOY_FILTER;
                    default -> null;
                };
            default -> null;
        };
    }

    private static Schema.Group object(Schema.Field... spec) {
        return new Schema.Group("An object.", List.of(METADATA, optional("spec", group(spec))));
    }

    private static Schema.Group group(Schema.Field... fields) {
        return new Schema.Group("A group.", List.of(fields));
    }

    private static Schema many(Schema.Field... fields) {
        return new Schema.Many("A list.", group(fields), false);
    }
}

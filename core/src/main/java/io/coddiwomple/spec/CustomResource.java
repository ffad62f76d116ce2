package io.coddiwomple.spec;

import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A kind as an API server is told of it. */
final class CustomResource {
    private CustomResource() {}

    /** Its CustomResourceDefinition, apiextensions.k8s.io/v1. */
    static Fields definition(Kinds.Kind kind) {
        Fields names = Fields.builder()
                .put("kind", kind.name())
                .put("listKind", kind.name() + "List")
                .put("plural", kind.plural())
                .put("singular", kind.name().toLowerCase(Locale.ROOT))
                .putTexts("shortNames", List.of(kind.shortName()))
                .putTexts("categories", List.of("coddiwomple"))
                .build();
        return Fields.builder()
                .put("apiVersion", "apiextensions.k8s.io/v1")
                .put("kind", "CustomResourceDefinition")
                .put(
                        "metadata",
                        Fields.builder()
                                .put("name", kind.plural() + "." + Kinds.GROUP)
                                .build())
                .put(
                        "spec",
                        Fields.builder()
                                .put("group", Kinds.GROUP)
                                .put("names", names)
                                .put("scope", kind.namespaced() ? "Namespaced" : "Cluster")
                                .putItems("versions", List.of(version(kind)))
                                .build())
                .build();
    }

    private static Fields version(Kinds.Kind kind) {
        return Fields.builder()
                .put("name", Kinds.VERSION)
                .put("served", true)
                .put("storage", true)
                .putItems("additionalPrinterColumns", columns(kind))
                .put(
                        "subresources",
                        Fields.builder().put("status", Fields.EMPTY).build())
                .put(
                        "schema",
                        Fields.builder().put("openAPIV3Schema", schema(kind)).build())
                .build();
    }

    private static Fields schema(Kinds.Kind kind) {
        return Fields.builder()
                .put("description", kind.spec().doc())
                .put("type", "object")
                .putTexts("required", Resources.needsSpec(kind) ? List.of("spec") : List.of())
                .put(
                        "properties",
                        Fields.builder()
                                .put("apiVersion", type("string"))
                                .put("kind", type("string"))
                                .put("metadata", type("object"))
                                .put("spec", SchemaTree.STRUCTURAL.of(kind.spec()))
                                .put(
                                        "status",
                                        type("object")
                                                .with(Fields.builder()
                                                        .put("x-kubernetes-preserve-unknown-fields", true)
                                                        .build()))
                                .build())
                .build();
    }

    private static Fields type(String type) {
        return Fields.builder().put("type", type).build();
    }

    /** What {@code kubectl get} shows beside the name. */
    private static List<Fields> columns(Kinds.Kind kind) {
        var columns = new ArrayList<Fields>();
        switch (kind.name()) {
            case "Federation" -> {
                columns.add(column("Suffix", "string", ".spec.suffix"));
                columns.add(column("Shape", "string", ".spec.shape"));
            }
            case "Cluster" -> {
                columns.add(column("Istio", "string", ".spec.istio.version"));
                columns.add(column("Gateway", "string", ".spec.gateways[0].address"));
            }
            case "GlobalService" -> {
                columns.add(column("Host", "string", ".spec.hosts[0]"));
                columns.add(column("Backends", "string", ".spec.backends[*].cluster"));
            }
            default -> throw new IllegalStateException("no columns for kind " + kind.name());
        }
        columns.add(column("Age", "date", ".metadata.creationTimestamp"));
        return columns;
    }

    private static Fields column(String name, String type, String path) {
        return Fields.builder()
                .put("name", name)
                .put("type", type)
                .put("jsonPath", path)
                .build();
    }
}

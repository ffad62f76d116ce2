package io.coddiwomple.spec;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The definitions of Federation, Cluster and GlobalService for other programs, made of the very definitions that the
 * reader checks documents with.
 */
public final class Schemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private Schemas() {}

    /** The kinds by their names. */
    public static List<String> kinds() {
        var names = new ArrayList<String>();
        for (Kinds.Kind kind : Kinds.ALL) {
            names.add(kind.name());
        }
        return List.copyOf(names);
    }

    /**
     * The JSON Schema (draft 2020-12) of one kind.
     *
     * @param name the kind by its name, plural or short name, in any case
     * @return empty for a kind that is not ours
     */
    public static Optional<Fields> jsonSchema(String name) {
        return find(name)
                .map(kind -> Fields.builder()
                        .put("$schema", DIALECT)
                        .put("title", kind.name())
                        .build()
                        .with(object(kind)));
    }

    /** The JSON Schema (draft 2020-12) of a document of any kind, which its {@code kind} tells. */
    public static Fields jsonSchema() {
        Fields.Builder definitions = Fields.builder();
        var choices = new ArrayList<Value>();
        for (Kinds.Kind kind : Kinds.ALL) {
            definitions.put(kind.name(), object(kind));
            Fields isKind = Fields.builder()
                    .put("properties", only("kind", constant(kind.name())))
                    .putTexts("required", List.of("kind"))
                    .build();
            choices.add(Fields.builder()
                    .put("if", isKind)
                    .put("then", only("$ref", Value.of("#/$defs/" + kind.name())))
                    .build());
        }
        Fields kinds = Fields.builder().putTexts("enum", kinds()).build();
        return Fields.builder()
                .put("$schema", DIALECT)
                .put("title", "Coddiwomple")
                .put(
                        "description",
                        "Clusters with Istio meshes of their own, and the services that cross between them.")
                .put("type", "object")
                .putTexts("required", List.of("apiVersion", "kind"))
                .put(
                        "properties",
                        Fields.builder()
                                .put("apiVersion", constant(Kinds.API_VERSION))
                                .put("kind", kinds)
                                .build())
                .putItems("allOf", choices)
                .put("$defs", definitions.build())
                .build();
    }

    /** The CustomResourceDefinitions (apiextensions.k8s.io/v1) of all kinds, as objects to be applied. */
    public static List<Fields> customResources() {
        var definitions = new ArrayList<Fields>();
        for (Kinds.Kind kind : Kinds.ALL) {
            definitions.add(CustomResource.definition(kind));
        }
        return List.copyOf(definitions);
    }

    /**
     * The CustomResourceDefinition of one kind.
     *
     * @param name as for {@link #jsonSchema(String)}
     */
    public static Optional<Fields> customResource(String name) {
        return find(name).map(CustomResource::definition);
    }

    private static Optional<Kinds.Kind> find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Kinds.Kind kind : Kinds.ALL) {
            boolean same = kind.name().toLowerCase(Locale.ROOT).equals(wanted)
                    || kind.plural().equals(wanted)
                    || kind.shortName().equals(wanted);
            if (same) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Fields object(Kinds.Kind kind) {
        var required = new ArrayList<>(List.of("apiVersion", "kind", "metadata"));
        if (Resources.needsSpec(kind)) {
            required.add("spec");
        }
        return Fields.builder()
                .put("description", kind.spec().doc())
                .put("type", "object")
                .putTexts("required", required)
                .put(
                        "properties",
                        Fields.builder()
                                .put("apiVersion", constant(Kinds.API_VERSION))
                                .put("kind", constant(kind.name()))
                                .put("metadata", SchemaTree.JSON_SCHEMA.of(Resources.metadata(kind)))
                                .put("spec", SchemaTree.JSON_SCHEMA.of(kind.spec()))
                                .put(
                                        "status",
                                        Fields.builder()
                                                .put("description", "Reserved. It is not read.")
                                                .put("type", "object")
                                                .build())
                                .build())
                .put("additionalProperties", false)
                .build();
    }

    private static Fields constant(String text) {
        return only("const", Value.of(text));
    }

    private static Fields only(String name, Value value) {
        return Fields.builder().put(name, value).build();
    }
}

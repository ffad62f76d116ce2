package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
import java.util.List;

/** Reads documents of our own kinds. */
final class Resources {
    private static final List<String> TOP = List.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final Schema.Group METADATA = new Schema.Group(
            "The object's metadata.",
            List.of(
                    Schema.Field.needed("name", Schema.Text.of("The object's name.", Format.HOST)),
                    Schema.Field.optional("namespace", Schema.Text.of("Its namespace.", Format.LABEL)),
                    Schema.Field.optional("labels", new Schema.Free("Labels.")),
                    Schema.Field.optional("annotations", new Schema.Free("Annotations.")),
                    Schema.Field.optional("creationTimestamp", Schema.Text.of("Set by the API server.", Format.ANY)),
                    Schema.Field.optional("generation", new Schema.Whole("Set by it.", 0, Integer.MAX_VALUE, null)),
                    Schema.Field.optional("resourceVersion", Schema.Text.of("Set by it.", Format.ANY)),
                    Schema.Field.optional("uid", Schema.Text.of("Set by it.", Format.ANY)),
                    Schema.Field.optional(
                            "managedFields", new Schema.Many("Set by it.", new Schema.Free("Set by it."), false)),
                    Schema.Field.optional(
                            "finalizers",
                            new Schema.Many("Set by others.", Schema.Text.of("A name.", Format.ANY), false)),
                    Schema.Field.optional(
                            "ownerReferences",
                            new Schema.Many("Set by others.", new Schema.Free("An owner."), false))));

    private Resources() {}

    /** Reads one document, or each item when it is a List. */
    static void read(Document document, Draft draft, Problems problems) {
        Reading object = Reading.of(document, document.root());
        if (object.mapping() == null) {
            problems.add(
                    Code.WRONG_TYPE,
                    document.place(document.root()),
                    "the document is " + document.root().what()
                            + ", and it must be an object with apiVersion, kind, metadata" + " and spec");
            return;
        }
        if ("List".equals(object.text("kind")) && object.node("items") instanceof Node.Sequence items) {
            items.items().forEach(item -> read(new Document(document.file(), item), draft, problems));
            return;
        }
        Kinds.Kind kind = kind(object, problems);
        if (kind == null) {
            return;
        }
        var check = new SchemaCheck(document, problems, Code.UNKNOWN_FIELD);
        for (Node.Entry entry : object.mapping().entries()) {
            if (!TOP.contains(entry.key())) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        document.place(entry),
                        "there is no field \"" + entry.key() + "\"" + Suggestion.ending(entry.key(), TOP));
            }
        }
        present(object, "metadata", METADATA, check, problems);
        if (object.has("spec") || kind.spec().fields().stream().anyMatch(Schema.Field::required)) {
            present(object, "spec", kind.spec(), check, problems);
        }
        Located<String> name = object.group("metadata").located("name");
        if (name == null) {
            return;
        }
        switch (kind.name()) {
            case "Federation" -> draft.federations.add(FederationReader.read(name, object.group("spec")));
            case "Cluster" -> draft.clusters.add(ClusterReader.read(name, object.group("spec")));
            case "GlobalService" -> draft.services.add(GlobalServiceReader.read(name, object));
            default -> throw new IllegalStateException("no reader for kind " + kind.name());
        }
    }

    private static void present(Reading object, String field, Schema schema, SchemaCheck check, Problems problems) {
        Node node = object.node(field);
        if (node == null) {
            problems.add(Code.MISSING_FIELD, object.place(), field + " is missing");
        } else {
            check.check(node, schema, field);
        }
    }

    private static Kinds.@org.jspecify.annotations.Nullable Kind kind(Reading object, Problems problems) {
        List<String> kinds = Kinds.ALL.stream().map(Kinds.Kind::name).toList();
        Located<String> kind = object.located("kind");
        Located<String> version = object.located("apiVersion");
        if (kind == null) {
            problems.add(
                    Code.MISSING_FIELD,
                    object.place(),
                    "kind is missing, and it must be one of " + String.join(", ", kinds));
            return null;
        }
        for (Kinds.Kind known : Kinds.ALL) {
            if (known.name().equals(kind.value())) {
                if (version == null || !version.value().equals(Kinds.API_VERSION)) {
                    problems.add(
                            Code.UNKNOWN_KIND,
                            version == null ? object.place() : version.place(),
                            "apiVersion is " + (version == null ? "missing" : "\"" + version.value() + "\"")
                                    + ", and for kind " + known.name() + " it must be " + Kinds.API_VERSION);
                }
                return known;
            }
        }
        boolean foreign = version != null && !version.value().startsWith(Kinds.GROUP + "/");
        problems.add(
                Code.UNKNOWN_KIND,
                kind.place(),
                "kind \"" + kind.value() + "\" is none of " + String.join(", ", kinds)
                        + (foreign
                                ? "; Kubernetes objects are read with --from CLUSTER=PATH, which says whose they are"
                                : Suggestion.ending(kind.value(), kinds)));
        return null;
    }
}

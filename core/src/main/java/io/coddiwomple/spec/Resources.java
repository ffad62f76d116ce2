package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads documents of our own kinds. */
final class Resources {
    /** The fields of an object. */
    static final List<String> TOP = List.of("apiVersion", "kind", "metadata", "spec", "status");
    /** What API servers and controllers write into metadata; it comes along when a live object is printed. */
    private static final List<String> FOREIGN_METADATA = List.of(
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "finalizers",
            "generateName",
            "generation",
            "managedFields",
            "ownerReferences",
            "resourceVersion",
            "selfLink",
            "uid");

    private static final Schema.Group METADATA = metadataFields(false);

    /** The definition of the metadata of an object that may be in a namespace. */
    static final Schema.Group NAMESPACED_METADATA = metadataFields(true);

    private Resources() {}

    private static Schema.Group metadataFields(boolean namespaced) {
        Schema texts = new Schema.Table(
                "By name.", Format.LABEL_KEY, Schema.Text.of("The value, always a string.", Format.ANY), false);
        var fields = new ArrayList<Schema.Field>();
        fields.add(Schema.Field.needed("name", Schema.Text.of("The object's name.", Format.HOST)));
        if (namespaced) {
            fields.add(Schema.Field.optional(
                    "namespace", Schema.Text.of("Its namespace.", Format.LABEL).initially("default")));
        }
        fields.add(Schema.Field.optional("labels", texts));
        fields.add(Schema.Field.optional("annotations", texts));
        for (String name : FOREIGN_METADATA) {
            fields.add(Schema.Field.optional(name, new Schema.Anything("Written by the API server or controllers.")));
        }
        return new Schema.Group("What the object is called.", fields);
    }

    /** The definition of an object's metadata. */
    static Schema.Group metadata(Kinds.Kind kind) {
        return kind.namespaced() ? NAMESPACED_METADATA : METADATA;
    }

    /** Whether an object of a kind means nothing without a spec. */
    static boolean needsSpec(Kinds.Kind kind) {
        for (Schema.Field field : kind.spec().fields()) {
            if (field.required()) {
                return true;
            }
        }
        return false;
    }

    /** Reads one document, or each item when it is a List. */
    static void read(Document document, Draft draft, Problems problems) {
        Reading object = Reading.of(document, document.root());
        if (object.mapping() == null) {
            problems.add(
                    Code.WRONG_TYPE,
                    document.place(document.root()),
                    "the document is " + document.root().what()
                            + ", and it must be an object with apiVersion, kind, metadata and spec"
                            + (document.root() instanceof Node.Sequence
                                    ? "; files of 2018 are read with --cluster-file and --service-file"
                                    : ""));
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
        present(object, "metadata", metadata(kind), check, problems);
        if (object.has("spec") || needsSpec(kind)) {
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

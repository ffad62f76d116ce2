package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of a cluster as they are, whatever their kind: what {@code cw gen} and {@code kubectl get -o yaml} print.
 * What their spec means is for others to judge. Owned by one thread.
 */
public final class Manifests {
    private static final String LIST = "List";

    private final Problems problems;
    private final List<Placed> found = new ArrayList<>();
    private final SortedMap<ResourceKey, Place> places = new TreeMap<>();

    private Manifests(Problems problems) {
        this.problems = problems;
    }

    /**
     * An object that was read.
     *
     * @param place where it begins
     */
    public record Placed(Manifest manifest, Place place) {}

    /**
     * All objects of some inputs, in their order; those of a List count each. Without a namespace they are in
     * {@code default}. Fields that are null are left out, as Kubernetes does.
     *
     * <p>Every problem is an error: what is no object, has a field that an object has not, or stands twice.
     */
    public static List<Placed> read(List<Input> inputs, Problems problems) {
        var manifests = new Manifests(problems);
        for (Input input : inputs) {
            for (Document document : Documents.read(input.file(), input.content(), Limits.DEFAULT, problems)) {
                manifests.add(document);
            }
        }
        return List.copyOf(manifests.found);
    }

    private void add(Document document) {
        Reading object = Reading.of(document, document.root());
        if (object.mapping() == null) {
            problems.add(
                    Code.WRONG_TYPE,
                    document.place(document.root()),
                    "the document is " + document.root().what()
                            + ", and it must be an object with apiVersion, kind, metadata and spec");
            return;
        }
        if (object.text("kind", "").endsWith(LIST) && object.node("items") instanceof Node.Sequence items) {
            items.items().forEach(item -> add(new Document(document.file(), item)));
            return;
        }
        String version = needed(object, "apiVersion");
        String kind = needed(object, "kind");
        fields(object);
        if (version == null || kind == null) {
            return;
        }
        Reading metadata = object.group("metadata");
        String name = metadata.text("name");
        if (name == null) {
            return;
        }
        boolean wholeCluster = version.equals("v1") && kind.equals("Namespace");
        var manifest = new Manifest(
                version,
                kind,
                wholeCluster ? "" : metadata.text("namespace", "default"),
                name,
                metadata.table("labels"),
                metadata.table("annotations"),
                Trees.fields(object.node("spec")));
        Place first = places.putIfAbsent(manifest.key(), object.place());
        if (first == null) {
            found.add(new Placed(manifest, object.place()));
        } else {
            problems.add(
                    Code.DUPLICATE_NAME,
                    object.place(),
                    kind + " " + name + " also stands at " + first
                            + "; a cluster has one of that name, so give it once");
        }
    }

    private @Nullable String needed(Reading object, String field) {
        Node node = object.node(field);
        String text = object.text(field);
        if (node == null || text != null && text.isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    node == null ? object.place() : object.document().place(node),
                    field + " is missing, so nobody knows what kind of object this is");
        } else if (text == null) {
            problems.add(
                    Code.WRONG_TYPE,
                    object.document().place(node),
                    field + " is " + node.what() + ", and it must be a string");
        }
        return text == null || text.isEmpty() ? null : text;
    }

    private void fields(Reading object) {
        Document document = object.document();
        for (Node.Entry entry : object.mapping() == null
                ? List.<Node.Entry>of()
                : object.mapping().entries()) {
            if (!Resources.TOP.contains(entry.key())) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        document.place(entry),
                        "an object has no field \"" + entry.key() + "\", only " + String.join(", ", Resources.TOP)
                                + Suggestion.ending(entry.key(), Resources.TOP));
            }
        }
        Node metadata = object.node("metadata");
        if (metadata == null) {
            problems.add(Code.MISSING_FIELD, object.place(), "metadata is missing, and with it the object's name");
        } else {
            new SchemaCheck(document, problems, Code.UNKNOWN_FIELD)
                    .check(metadata, Resources.NAMESPACED_METADATA, "metadata");
        }
        Node spec = object.node("spec");
        if (spec instanceof Node.Mapping) {
            refuseNulls(document, spec, FieldPath.of("spec"));
        } else if (spec != null && !isNull(spec)) {
            problems.add(
                    Code.WRONG_TYPE, document.place(spec), "spec is " + spec.what() + ", and it must be a mapping");
        }
    }

    /** A null in a mapping is a field that is not there; in a list there is no such reading. */
    private void refuseNulls(Document document, Node node, FieldPath path) {
        switch (node) {
            case Node.Scalar _ -> {}
            case Node.Mapping mapping ->
                mapping.entries().forEach(entry -> refuseNulls(document, entry.value(), path.field(entry.key())));
            case Node.Sequence sequence -> {
                for (int at = 0; at < sequence.items().size(); at++) {
                    Node item = sequence.items().get(at);
                    if (isNull(item)) {
                        problems.add(
                                Code.WRONG_TYPE,
                                document.place(item),
                                path.item(at) + " is null, and no list of an object holds nothing; remove the item");
                    }
                    refuseNulls(document, item, path.item(at));
                }
            }
        }
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL;
    }
}

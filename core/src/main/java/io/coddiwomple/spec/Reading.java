package io.coddiwomple.spec;

import io.coddiwomple.problem.Place;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes values out of a mapping that {@link SchemaCheck} has seen. What has the wrong type reads as missing: it was
 * reported there.
 */
record Reading(Document document, Node.@Nullable Mapping mapping) {
    static Reading of(Document document, @Nullable Node node) {
        return new Reading(document, node instanceof Node.Mapping mapping ? mapping : null);
    }

    private @Nullable Node get(String name) {
        return mapping == null ? null : mapping.get(name);
    }

    boolean has(String name) {
        return get(name) != null;
    }

    /** The node under a name, or null. */
    @Nullable Node node(String name) {
        return get(name);
    }

    /** Where the mapping begins. */
    Place place() {
        return mapping == null ? Place.file(document.file()) : document.place(mapping);
    }

    Reading group(String name) {
        return of(document, get(name));
    }

    @Nullable String text(String name) {
        return get(name) instanceof Node.Scalar scalar && scalar.type() == Node.Type.STRING ? scalar.text() : null;
    }

    String text(String name, String initial) {
        String text = text(name);
        return text == null ? initial : text;
    }

    @Nullable Located<String> located(String name) {
        Node node = get(name);
        String text = text(name);
        return node == null || text == null ? null : new Located<>(text, document.place(node));
    }

    int number(String name, int initial) {
        Node node = get(name);
        Integer number = node == null ? null : SchemaCheck.number(node);
        return number == null ? initial : number;
    }

    boolean flag(String name) {
        return get(name) instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.BOOLEAN
                && scalar.text().equalsIgnoreCase("true");
    }

    /** The strings of a list. */
    List<Located<String>> texts(String name) {
        var texts = new ArrayList<Located<String>>();
        if (get(name) instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Node.Scalar scalar && scalar.type() == Node.Type.STRING) {
                    texts.add(new Located<>(scalar.text(), document.place(item)));
                }
            }
        }
        return texts;
    }

    /** The mappings of a list. */
    List<Reading> groups(String name) {
        var groups = new ArrayList<Reading>();
        if (get(name) instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Node.Mapping) {
                    groups.add(of(document, item));
                }
            }
        }
        return groups;
    }

    /** A table of strings, empty when missing. */
    SortedMap<String, String> table(String name) {
        return table(name, node -> node instanceof Node.Scalar scalar ? scalar.text() : null);
    }

    /** A table of whole numbers, empty when missing. */
    SortedMap<String, Located<Integer>> numbers(String name) {
        return table(name, node -> {
            Integer number = SchemaCheck.number(node);
            return number == null ? null : new Located<>(number, document.place(node));
        });
    }

    private <T> SortedMap<String, T> table(String name, Function<Node, @Nullable T> read) {
        var table = new TreeMap<String, T>();
        if (get(name) instanceof Node.Mapping values) {
            for (Node.Entry entry : values.entries()) {
                T value = read.apply(entry.value());
                if (value != null) {
                    table.put(entry.key(), value);
                }
            }
        }
        return table;
    }
}

package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a document with a definition and finds everything that does not fit. */
final class SchemaCheck {
    private final Document document;
    private final Problems problems;
    private final @Nullable Code unknownField;

    /**
     * @param unknownField what a field that no definition knows is: an error, or a warning for old formats; null for
     *     formats of others, where such fields do not matter and a null stands for a missing value
     */
    SchemaCheck(Document document, Problems problems, @Nullable Code unknownField) {
        this.document = document;
        this.problems = problems;
        this.unknownField = unknownField;
    }

    /** @param path as messages name the value, such as {@code spec.gateways[0]} */
    void check(Node node, Schema schema, String path) {
        check(node, schema, FieldPath.of(path));
    }

    @SuppressWarnings("IfChainToSwitch") // The first use of a type switch costs milliseconds at start.
    private void check(Node node, Schema schema, FieldPath path) {
        if (schema instanceof Schema.Text text) {
            text(node, text, path);
        } else if (schema instanceof Schema.Whole whole) {
            whole(node, whole, path);
        } else if (schema instanceof Schema.Flag) {
            type(node, isScalar(node, Node.Type.BOOLEAN), path, "true or false");
        } else if (schema instanceof Schema.Many many) {
            many(node, many, path);
        } else if (schema instanceof Schema.Table table) {
            table(node, table, path);
        } else if (schema instanceof Schema.Group group) {
            group(node, group, path);
        } else if (schema instanceof Schema.WordOrGroup either) {
            wordOrGroup(node, either, path);
        } else if (schema instanceof Schema.Word) {
            type(node, isScalar(node, Node.Type.STRING), path, "a string");
        } else if (schema instanceof Schema.Free) {
            type(node, node instanceof Node.Mapping, path, "a mapping");
        }
    }

    private static boolean isScalar(Node node, Node.Type type) {
        return node instanceof Node.Scalar scalar && scalar.type() == type;
    }

    private boolean type(Node node, boolean fits, FieldPath path, String wanted) {
        if (!fits) {
            String subject = path.isEmpty() ? "this" : path.toString();
            add(Code.WRONG_TYPE, node, subject + " is " + node.what() + ", and it must be " + wanted);
        }
        return fits;
    }

    /** Whether a value is a string as it should be. */
    private static boolean isText(Node node, Schema schema) {
        return node instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.STRING
                && schema instanceof Schema.Text text
                && text.fits(scalar.text());
    }

    private void text(Node node, Schema.Text schema, FieldPath path) {
        if (!(node instanceof Node.Scalar(String text, Node.Type type, int _, int _)) || type != Node.Type.STRING) {
            String hint = node instanceof Node.Scalar scalar && scalar.type() != Node.Type.NULL
                    ? ": put it in quotes, \"" + scalar.text() + "\""
                    : "";
            add(
                    Code.WRONG_TYPE,
                    node,
                    path + " is " + node.what() + ", and it must be a string"
                            + (schema.format() == Format.ANY
                                    ? ""
                                    : ", " + schema.format().words())
                            + hint);
            return;
        }
        if (!schema.choices().isEmpty() && !schema.choices().contains(text)) {
            add(
                    Code.BAD_VALUE,
                    node,
                    path + " is \"" + text + "\", and it must be one of " + String.join(", ", schema.choices())
                            + Suggestion.ending(text, schema.choices()));
        } else if (!schema.format().fits(text)) {
            Code code = schema.format() == Format.VERSION ? Code.UNKNOWN_VERSION : Code.BAD_VALUE;
            add(
                    code,
                    node,
                    path + " is \"" + text + "\", and it must be "
                            + schema.format().words());
        }
    }

    private void whole(Node node, Schema.Whole schema, FieldPath path) {
        if (!isScalar(node, Node.Type.INTEGER)) {
            add(Code.WRONG_TYPE, node, path + " is " + node.what() + ", and it must be " + range(schema));
            return;
        }
        Integer value = number(node);
        if (value == null || value < schema.least() || value > schema.most()) {
            boolean port = schema.most() == 65535;
            add(
                    port ? Code.BAD_PORT_NUMBER : Code.BAD_VALUE,
                    node,
                    path + " is " + ((Node.Scalar) node).text() + ", and it must be " + range(schema));
        }
    }

    private static String range(Schema.Whole schema) {
        return "a whole number from " + schema.least() + " to " + schema.most();
    }

    /** The value of a whole number that is written in decimal digits, or null for any other. */
    static @Nullable Integer number(Node node) {
        if (!(node instanceof Node.Scalar(String text, Node.Type type, int _, int _)) || type != Node.Type.INTEGER) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException outOfRange) {
            return null;
        }
    }

    private void many(Node node, Schema.Many schema, FieldPath path) {
        if (!(node instanceof Node.Sequence sequence)) {
            type(node, false, path, "a list");
            return;
        }
        if (schema.notEmpty() && sequence.items().isEmpty()) {
            add(Code.BAD_VALUE, node, path + " is empty, and it must have at least one item, or be left out");
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            // Nearly all values are good strings, and those need no path.
            if (!isText(item, schema.items())) {
                check(item, schema.items(), path.item(i));
            }
        }
    }

    private void table(Node node, Schema.Table schema, FieldPath path) {
        if (!(node instanceof Node.Mapping mapping)) {
            type(node, false, path, "a mapping");
            return;
        }
        if (schema.notEmpty() && mapping.entries().isEmpty()) {
            add(Code.BAD_VALUE, node, path + " is empty, and it must have at least one entry, or be left out");
        }
        for (Node.Entry entry : mapping.entries()) {
            if (!schema.keys().fits(entry.key())) {
                problems.add(
                        Code.BAD_VALUE,
                        document.place(entry),
                        path + " has the key \"" + entry.key() + "\", and a key must be "
                                + schema.keys().words());
            }
            check(entry.value(), schema.values(), path.field(entry.key()));
        }
    }

    private void group(Node node, Schema.Group schema, FieldPath path) {
        if (!(node instanceof Node.Mapping mapping)) {
            type(node, false, path, "a mapping");
            return;
        }
        // Counted loops, here and below: large inputs have hundreds of thousands of objects.
        List<Node.Entry> entries = mapping.entries();
        for (int i = 0; i < entries.size(); i++) {
            entry(entries.get(i), schema, path);
        }
        for (int i = 0; i < schema.required().size(); i++) {
            Schema.Field field = schema.required().get(i);
            if (!has(mapping, field.name())) {
                missing(node, field, path);
            }
        }
    }

    private void entry(Node.Entry entry, Schema.Group schema, FieldPath path) {
        Schema.Field field = schema.field(entry.key());
        if (field == null) {
            unknown(entry, schema, path);
            return;
        }
        boolean missing = unknownField == null && isScalar(entry.value(), Node.Type.NULL);
        if (!missing && !isText(entry.value(), field.schema())) {
            check(entry.value(), field.schema(), path.field(entry.key()));
        }
    }

    private void missing(Node node, Schema.Field field, FieldPath path) {
        add(
                Code.MISSING_FIELD,
                node,
                path.field(field.name()) + " is missing: "
                        + lowered(field.schema().doc()));
    }

    private boolean has(Node.Mapping mapping, String name) {
        Node value = mapping.get(name);
        return value != null && (unknownField != null || !isScalar(value, Node.Type.NULL));
    }

    private void unknown(Node.Entry entry, Schema.Group schema, FieldPath path) {
        if (unknownField == null) {
            return;
        }
        List<String> names = schema.fields().stream().map(Schema.Field::name).toList();
        String effect = unknownField == Code.UNKNOWN_FIELD ? "" : "; it is ignored";
        String reason = REFUSED.contains(path.field(entry.key()).toString())
                ? "; cw writes it itself, for every port"
                : Suggestion.ending(entry.key(), names);
        problems.add(
                unknownField,
                document.place(entry),
                "there is no field \"" + entry.key() + "\"" + (path.isEmpty() ? "" : " in " + path) + effect + reason);
    }

    private static final List<String> REFUSED =
            List.of("spec.traffic.trafficPolicy.tls", "spec.traffic.trafficPolicy.portLevelSettings");

    private void wordOrGroup(Node node, Schema.WordOrGroup schema, FieldPath path) {
        if (node instanceof Node.Mapping) {
            check(node, schema.group(), path);
        } else if (!(node instanceof Node.Scalar scalar) || !schema.words().contains(scalar.text())) {
            add(
                    Code.BAD_VALUE,
                    node,
                    path + " must be " + String.join(", ", schema.words()) + " or a mapping of "
                            + lowered(schema.group().doc()));
        }
    }

    private static String lowered(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private void add(Code code, Node node, String message) {
        Place place = document.place(node);
        problems.add(code, place, message);
    }
}

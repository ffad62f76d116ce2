package io.coddiwomple.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.spec.Schemas;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference of the resources names what the reader takes: docs/inputs.md against the schemas. */
class InputsDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    static Iterable<String> kinds() {
        return Schemas.kinds();
    }

    /** The table may leave out a group itself, whose fields it names. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyFieldOfAKindStandsInItsTableAndNoOther(String kind) {
        var leaves = new TreeSet<String>();
        var groups = new TreeSet<String>();
        collect(field(field(Schemas.jsonSchema(kind).orElseThrow(), "properties"), "spec"), "", leaves, groups);
        assertThat(leaves).isNotEmpty();

        Set<String> documented = rows(kind);
        assertThat(documented).as("fields of %s in docs/inputs.md", kind).containsAll(leaves);
        groups.addAll(leaves);
        assertThat(groups).as("fields of %s", kind).containsAll(documented);
    }

    /** The first cells of the kind's section. */
    private static Set<String> rows(String kind) {
        String text = Repository.read(Repository.root().resolve("docs/inputs.md"));
        int start = text.indexOf("\n### " + kind + "\n");
        assertThat(start).as("section %s", kind).isNotNegative();
        int end = text.indexOf("\n#", start + 1);
        var rows = new TreeSet<String>();
        Matcher row = ROW.matcher(text.substring(start, end < 0 ? text.length() : end));
        while (row.find()) {
            rows.add(row.group(1));
        }
        return rows;
    }

    /** Paths of the fields below a schema: those with fields of their own, and those without. */
    private static void collect(Value schema, String path, Set<String> leaves, Set<String> groups) {
        if (!(schema instanceof Fields fields)) {
            return;
        }
        if (fields.get("properties") instanceof Fields properties) {
            if (!path.isEmpty()) {
                groups.add(path);
            }
            for (Fields.Field field : properties.fields()) {
                collect(field.value(), path.isEmpty() ? field.name() : path + "." + field.name(), leaves, groups);
            }
        } else if (fields.get("items") instanceof Fields items && items.get("properties") != null) {
            leaves.add(path);
            collect(items, path + "[]", leaves, groups);
        } else {
            leaves.add(path);
            if (fields.get("anyOf") instanceof Value.Items choices) {
                choices.items().stream()
                        .filter(choice -> choice instanceof Fields group && group.get("properties") != null)
                        .forEach(choice -> collect(choice, path, leaves, groups));
            }
        }
    }

    private static Fields field(Fields fields, String name) {
        if (fields.get(name) instanceof Fields inner) {
            return inner;
        }
        throw new AssertionError("no mapping " + name + " in " + fields);
    }
}

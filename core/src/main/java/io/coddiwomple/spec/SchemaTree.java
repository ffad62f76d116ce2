package io.coddiwomple.spec;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions as other programs read them. */
enum SchemaTree {
    /** JSON Schema draft 2020-12, for editors and pipelines. */
    JSON_SCHEMA,
    /**
     * A structural schema as a CustomResourceDefinition holds it. It has no defaults, which an API server would write
     * into every object and so keep for ever; the descriptions name them. Unknown fields are pruned there.
     */
    STRUCTURAL;

    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

    /** The definition of a value. */
    Fields of(Schema schema) {
        return switch (schema) {
            case Schema.Text text -> text(text);
            case Schema.Word word -> word(word);
            case Schema.Whole whole -> whole(whole);
            case Schema.Flag flag -> flag(flag);
            case Schema.Many many -> many(many);
            case Schema.Table table -> table(table);
            case Schema.Group group -> group(group);
            case Schema.Free free -> free(free);
            case Schema.Anything anything -> described(anything.doc()).build();
            case Schema.WordOrGroup either -> wordOrGroup(either);
        };
    }

    private Fields.Builder typed(String type, String doc) {
        return described(doc).put("type", type);
    }

    private static Fields.Builder described(String doc) {
        return Fields.builder().put("description", doc);
    }

    /** The description of a value that stands for something when it is missing. */
    private String withInitial(String doc, @Nullable String initial) {
        return this == STRUCTURAL && initial != null ? doc + " Default: " + initial + "." : doc;
    }

    private void initial(Fields.Builder tree, Value initial) {
        if (this == JSON_SCHEMA) {
            tree.put("default", initial);
        }
    }

    private Fields text(Schema.Text text) {
        Fields.Builder tree = typed("string", withInitial(text.doc(), text.initial()));
        tree.putTexts("enum", text.choices());
        if (!text.format().pattern().isEmpty()) {
            tree.put("pattern", text.format().pattern());
        }
        if (text.format().longest() > 0) {
            tree.put("maxLength", text.format().longest());
        }
        if (text.initial() != null) {
            initial(tree, Value.of(text.initial()));
        }
        return tree.build();
    }

    /** Any case is good; the list in one of them is for editors, which offer it. */
    private Fields word(Schema.Word word) {
        Fields.Builder tree = typed("string", word.doc());
        String pattern = "^(" + String.join("|", caseless(word.words())) + ")$";
        if (this == STRUCTURAL) {
            return tree.put("pattern", pattern).build();
        }
        Fields listed = Fields.builder().putTexts("enum", word.words()).build();
        Fields matched = Fields.builder().put("pattern", pattern).build();
        return tree.putItems("anyOf", List.of(listed, matched)).build();
    }

    private static List<String> caseless(List<String> words) {
        var patterns = new ArrayList<String>(words.size());
        for (String word : words) {
            var pattern = new StringBuilder();
            for (int i = 0; i < word.length(); i++) {
                char upper = word.charAt(i);
                char lower = Character.toLowerCase(upper);
                pattern.append(upper == lower ? String.valueOf(upper) : "[" + upper + lower + "]");
            }
            patterns.add(pattern.toString());
        }
        return patterns;
    }

    private Fields whole(Schema.Whole whole) {
        String stands = whole.initial() == null ? null : whole.initial().toString();
        Fields.Builder tree = typed("integer", withInitial(whole.doc(), stands))
                .put("minimum", whole.least())
                .put("maximum", whole.most());
        if (whole.initial() != null) {
            initial(tree, Value.of(whole.initial()));
        }
        return tree.build();
    }

    private Fields flag(Schema.Flag flag) {
        Fields.Builder tree = typed("boolean", withInitial(flag.doc(), Boolean.toString(flag.initial())));
        initial(tree, Value.of(flag.initial()));
        return tree.build();
    }

    private Fields many(Schema.Many many) {
        Fields.Builder tree = typed("array", many.doc());
        if (many.notEmpty()) {
            tree.put("minItems", 1);
        }
        return tree.put("items", of(many.items())).build();
    }

    private Fields table(Schema.Table table) {
        Fields.Builder tree = typed("object", table.doc());
        if (table.notEmpty()) {
            tree.put("minProperties", 1);
        }
        String keys = table.keys().pattern();
        if (this == JSON_SCHEMA && !keys.isEmpty()) {
            tree.put("propertyNames", Fields.builder().put("pattern", keys).build());
        }
        return tree.put("additionalProperties", of(table.values())).build();
    }

    private Fields group(Schema.Group group) {
        var required = new ArrayList<String>();
        Fields.Builder properties = Fields.builder();
        for (Schema.Field field : group.fields()) {
            properties.put(field.name(), of(field.schema()));
            if (field.required()) {
                required.add(field.name());
            }
        }
        Fields.Builder tree =
                typed("object", group.doc()).putTexts("required", required).put("properties", properties.build());
        if (this == JSON_SCHEMA) {
            tree.put("additionalProperties", false);
        }
        return tree.build();
    }

    private Fields free(Schema.Free free) {
        Fields.Builder tree = typed("object", free.doc());
        return this == STRUCTURAL ? tree.put(PRESERVE, true).build() : tree.build();
    }

    /** A structural schema cannot say "a word or an object", so there the value is checked when it is read. */
    private Fields wordOrGroup(Schema.WordOrGroup either) {
        String words = String.join(", ", either.words());
        Fields.Builder tree = described(withInitial(either.doc(), either.initial()));
        if (this == STRUCTURAL) {
            return described(either.doc() + " One of " + words + ", or an object: "
                            + either.group().doc() + " Default: " + either.initial() + ".")
                    .put(PRESERVE, true)
                    .build();
        }
        Fields word = Fields.builder().putTexts("enum", either.words()).build();
        tree.putItems("anyOf", List.of(word, of(either.group())));
        initial(tree, Value.of(either.initial()));
        return tree.build();
    }
}

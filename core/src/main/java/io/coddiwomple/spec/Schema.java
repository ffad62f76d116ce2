package io.coddiwomple.spec;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The definition of a value: parser, JSON Schema and CRD all come from it. */
sealed interface Schema {
    /** What the value means, for those who write it: one or two sentences. */
    String doc();

    /**
     * A string.
     *
     * @param choices the only values, or empty for all that fit the format
     * @param initial what a missing value stands for, or null when that depends
     */
    record Text(
            String doc,
            Format format,
            List<String> choices,
            @Nullable String initial) implements Schema {
        /** Whether a string is a value of it. */
        boolean fits(String value) {
            return (format == Format.ANY || format.fits(value)) && (choices.isEmpty() || choices.contains(value));
        }

        static Text of(String doc, Format format) {
            return new Text(doc, format, List.of(), null);
        }

        Text initially(String value) {
            return new Text(doc, format, choices, value);
        }
    }

    /**
     * One of these words, in upper or lower case. Whether a string is one of them is checked where it is read, by those
     * who know why some other word cannot be one.
     */
    record Word(String doc, List<String> words) implements Schema {}

    /** A whole number within a range, both ends included. */
    record Whole(String doc, int least, int most, @Nullable Integer initial) implements Schema {}

    /** True or false. */
    record Flag(String doc, boolean initial) implements Schema {}

    /** A list. */
    record Many(String doc, Schema items, boolean notEmpty) implements Schema {}

    /** A mapping from names that are the user's own. */
    record Table(String doc, Format keys, Schema values, boolean notEmpty) implements Schema {}

    /** A mapping with these fields and no others. */
    final class Group implements Schema {
        private final String doc;
        private final List<Field> fields;
        private final List<Field> required;
        private final Map<String, Field> byName;

        Group(String doc, List<Field> fields) {
            this.doc = doc;
            this.fields = fields;
            this.required = fields.stream().filter(Field::required).toList();
            this.byName = fields.stream().collect(Collectors.toMap(Field::name, Function.identity()));
        }

        @Override
        public String doc() {
            return doc;
        }

        List<Field> fields() {
            return fields;
        }

        /** Those that a mapping must have. */
        List<Field> required() {
            return required;
        }

        @Nullable Field field(String name) {
            return byName.get(name);
        }
    }

    /** A field of a group. */
    record Field(String name, Schema schema, boolean required) {
        static Field needed(String name, Schema schema) {
            return new Field(name, schema, true);
        }

        static Field optional(String name, Schema schema) {
            return new Field(name, schema, false);
        }
    }

    /** A mapping that is handed on as it is. */
    record Free(String doc) implements Schema {}

    /** Whatever it is, it is not read. */
    record Anything(String doc) implements Schema {}

    /** One of the words, or a group. */
    record WordOrGroup(String doc, List<String> words, String initial, Group group) implements Schema {}
}

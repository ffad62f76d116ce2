package io.coddiwomple.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a parsed document, with the place where it begins: line and column, both 1-based. */
public sealed interface Node {
    int line();

    int column();

    /** What the value is, as an error message names it: {@code a string}, {@code a list} … */
    String what();

    /** What a plain scalar means: JSON's types, and YAML 1.2's core schema. */
    enum Type {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    /**
     * A scalar.
     *
     * @param text the value without quotes and escapes; a number as it was written
     */
    record Scalar(String text, Type type, int line, int column) implements Node {
        @Override
        public String what() {
            return switch (type) {
                case STRING -> "a string";
                case INTEGER, FLOAT -> "a number";
                case BOOLEAN -> "a boolean";
                case NULL -> "null";
            };
        }
    }

    /** A list. */
    record Sequence(List<Node> items, int line, int column) implements Node {
        @Override
        public String what() {
            return "a list";
        }
    }

    /** A mapping, in the order of the text, every key once. */
    record Mapping(List<Entry> entries, int line, int column) implements Node {
        @Override
        public String what() {
            return "a mapping";
        }

        /** The value under a key, or null when the mapping lacks it. */
        public @Nullable Node get(String key) {
            // Asked several times for every object of a large file, hence without an iterator.
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (entry.isOf(key)) {
                    return entry.value;
                }
            }
            return null;
        }
    }

    /** A key with its own place, and its value. */
    record Entry(String key, int line, int column, Node value) {
        /** Whether this is its key, which strings that keep their hash tell quickly: it is asked dozens of times an object. */
        public boolean isOf(String other) {
            return key.hashCode() == other.hashCode() && key.equals(other);
        }
    }
}

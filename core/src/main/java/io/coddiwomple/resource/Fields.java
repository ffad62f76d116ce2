package io.coddiwomple.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping in a fixed order, every name once. Immutable. */
public record Fields(List<Field> fields) implements Value {
    public static final Fields EMPTY = new Fields(List.of());

    public Fields {
        fields = List.copyOf(fields);
    }

    /** A name and its value. */
    public record Field(String name, Value value) {}

    public static Builder builder() {
        return new Builder();
    }

    /** The strings of a map, in its iteration order. */
    public static Fields texts(Map<String, String> texts) {
        Builder builder = builder();
        texts.forEach(builder::put);
        return builder.build();
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The value of a name, or null when there is none. */
    public @Nullable Value get(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return field.value;
            }
        }
        return null;
    }

    /**
     * These fields with another's on top: mappings merge name by name, everything else is replaced. Names that both
     * have keep their place, new ones follow in the other's order.
     */
    public Fields with(Fields other) {
        var merged = new LinkedHashMap<String, Value>();
        fields.forEach(field -> merged.put(field.name, field.value));
        for (Field field : other.fields) {
            merged.merge(
                    field.name,
                    field.value,
                    (ours, theirs) -> ours instanceof Fields a && theirs instanceof Fields b ? a.with(b) : theirs);
        }
        var all = new ArrayList<Field>(merged.size());
        merged.forEach((name, value) -> all.add(new Field(name, value)));
        return new Fields(all);
    }

    /** Builds fields in the order of the calls. Owned by one thread. */
    public static final class Builder {
        private final List<Field> fields = new ArrayList<>();

        private Builder() {}

        public Builder put(String name, Value value) {
            fields.add(new Field(name, value));
            return this;
        }

        public Builder put(String name, String text) {
            return put(name, Value.of(text));
        }

        public Builder put(String name, long number) {
            return put(name, Value.of(number));
        }

        public Builder put(String name, boolean flag) {
            return put(name, Value.of(flag));
        }

        /** Adds a list, unless it is empty. */
        public Builder putItems(String name, List<? extends Value> items) {
            return items.isEmpty() ? this : put(name, Value.of(items));
        }

        /** Adds a list of strings, unless it is empty. */
        public Builder putTexts(String name, Iterable<String> texts) {
            return texts.iterator().hasNext() ? put(name, Value.texts(texts)) : this;
        }

        /** Adds a mapping, unless it is empty. */
        public Builder putFields(String name, Fields value) {
            return value.isEmpty() ? this : put(name, value);
        }

        public Fields build() {
            return new Fields(fields);
        }
    }
}

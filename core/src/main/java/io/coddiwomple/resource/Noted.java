package io.coddiwomple.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mapping in a fixed order, for people to read: each entry may say why it is there. Immutable. */
public record Noted(List<Entry> entries) {
    public Noted {
        entries = List.copyOf(entries);
    }

    /**
     * A name, what it holds and why.
     *
     * @param note one paragraph, empty for none
     */
    public record Entry(String name, Content content, String note) {}

    /** What an entry holds. */
    public sealed interface Content permits Plain, Group, Items {}

    /** A value whose parts have no notes. */
    public record Plain(Value value) implements Content {}

    /** A mapping with notes. */
    public record Group(Noted fields) implements Content {}

    /** A list of mappings with notes. */
    public record Items(List<Noted> items) implements Content {
        public Items {
            items = List.copyOf(items);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same without notes. */
    public Fields plain() {
        Fields.Builder fields = Fields.builder();
        for (Entry entry : entries) {
            fields.put(
                    entry.name,
                    switch (entry.content) {
                        case Plain plain -> plain.value;
                        case Group group -> group.fields.plain();
                        case Items items ->
                            Value.of(items.items.stream().map(Noted::plain).toList());
                    });
        }
        return fields.build();
    }

    /** Builds a tree path by path; names keep the order in which they first came. Owned by one thread. */
    public static final class Builder {
        private final Map<String, Slot> slots = new LinkedHashMap<>();

        private Builder() {}

        /** What stands at a name so far: a mapping that grows, or content that is complete. */
        private sealed interface Slot permits Growing, Complete {}

        private record Growing(Builder inner) implements Slot {}

        private record Complete(Content content, String note) implements Slot {}

        /**
         * Puts content at a path, with a note.
         *
         * @throws IllegalStateException if the path already holds something
         */
        public Builder put(List<String> path, Content content, String note) {
            String name = path.getFirst();
            Slot slot = slots.get(name);
            if (path.size() == 1) {
                if (slot != null) {
                    throw new IllegalStateException(name + " is put twice");
                }
                slots.put(name, new Complete(content, note));
                return this;
            }
            if (slot == null) {
                slot = new Growing(new Builder());
                slots.put(name, slot);
            }
            if (!(slot instanceof Growing growing)) {
                throw new IllegalStateException(name + " holds a value, and " + path + " needs a mapping there");
            }
            growing.inner.put(path.subList(1, path.size()), content, note);
            return this;
        }

        public boolean isEmpty() {
            return slots.isEmpty();
        }

        public Noted build() {
            var entries = new ArrayList<Entry>(slots.size());
            slots.forEach((name, slot) -> entries.add(
                    switch (slot) {
                        case Growing growing -> new Entry(name, new Group(growing.inner.build()), "");
                        case Complete complete -> new Entry(name, complete.content, complete.note);
                    }));
            return new Noted(entries);
        }
    }
}

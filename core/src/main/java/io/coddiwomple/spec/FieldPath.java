package io.coddiwomple.spec;

import org.jspecify.annotations.Nullable;

/** Where a value stands, as messages name it: {@code spec.gateways[0]}. It becomes text only when a message needs it. */
final class FieldPath {
    private static final int NO_ITEM = -1;

    private final @Nullable FieldPath parent;
    private final String name;
    private final int item;

    private FieldPath(@Nullable FieldPath parent, String name, int item) {
        this.parent = parent;
        this.name = name;
        this.item = item;
    }

    /** @param text empty for a whole document */
    static FieldPath of(String text) {
        return new FieldPath(null, text, NO_ITEM);
    }

    FieldPath field(String field) {
        return new FieldPath(this, field, NO_ITEM);
    }

    FieldPath item(int number) {
        return new FieldPath(this, "", number);
    }

    boolean isEmpty() {
        return parent == null && name.isEmpty();
    }

    @Override
    public String toString() {
        if (parent == null) {
            return name;
        }
        if (item != NO_ITEM) {
            return parent + "[" + item + "]";
        }
        return parent.isEmpty() ? name : parent + "." + name;
    }
}

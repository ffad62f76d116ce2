package io.coddiwomple.resource;

import java.util.List;

/** A value inside a resource: JSON's types, in a fixed order, immutable. */
public sealed interface Value permits Value.Text, Value.Int, Value.Decimal, Value.Flag, Value.Items, Fields {
    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Int(number);
    }

    static Value of(boolean flag) {
        return new Flag(flag);
    }

    static Value of(List<? extends Value> items) {
        return new Items(List.copyOf(items));
    }

    /** A list of strings, in the given order. */
    static Value texts(Iterable<String> texts) {
        var items = new java.util.ArrayList<Value>();
        texts.forEach(text -> items.add(new Text(text)));
        return new Items(List.copyOf(items));
    }

    /** A string. */
    record Text(String text) implements Value {}

    /** A whole number. */
    record Int(long number) implements Value {}

    /**
     * A number with a fraction.
     *
     * @param digits in plain notation, such as {@code 1.5}, which every reader of JSON and YAML takes for this number
     */
    record Decimal(String digits) implements Value {}

    /** True or false. */
    record Flag(boolean flag) implements Value {}

    /** A list. */
    record Items(List<Value> items) implements Value {}
}

package io.coddiwomple.yaml;

import java.util.AbstractList;
import java.util.RandomAccess;

/** An immutable list of an array that nobody else keeps: a large file has half a million lists, and no copy of each. */
final class Items<T> extends AbstractList<T> implements RandomAccess {
    private final T[] items;

    Items(T[] items) {
        this.items = items;
    }

    @Override
    public T get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }
}

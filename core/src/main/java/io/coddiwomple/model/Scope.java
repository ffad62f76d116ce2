package io.coddiwomple.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All, or the named ones.
 *
 * @param all whether everything is meant; then {@code names} is empty
 */
public record Scope(boolean all, SortedSet<String> names) {
    public static final Scope ALL = new Scope(true, Collections.emptySortedSet());

    public static Scope of(Iterable<String> names) {
        var sorted = new TreeSet<String>();
        names.forEach(sorted::add);
        return sorted.contains("*") ? ALL : new Scope(false, Collections.unmodifiableSortedSet(sorted));
    }

    public boolean contains(String name) {
        return all || names.contains(name);
    }
}

package io.coddiwomple.envoy;

import io.coddiwomple.resource.ResourceKey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects what is refused. Owned by one thread. */
final class Refusals {
    private final SortedSet<Refusal> all = new TreeSet<>();

    void add(ResourceKey resource, String reason) {
        all.add(new Refusal(resource, reason));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Refusal> sorted() {
        return List.copyOf(all);
    }
}

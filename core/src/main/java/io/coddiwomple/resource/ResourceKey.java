package io.coddiwomple.resource;

import java.util.Comparator;

/**
 * What identifies an object in one cluster.
 *
 * @param group the API group, empty for Kubernetes' core
 * @param namespace empty for an object that belongs to the whole cluster
 */
public record ResourceKey(String group, String kind, String namespace, String name) implements Comparable<ResourceKey> {
    private static final Comparator<ResourceKey> ORDER = Comparator.comparing(ResourceKey::namespace)
            .thenComparing(ResourceKey::kind)
            .thenComparing(ResourceKey::name)
            .thenComparing(ResourceKey::group);

    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code serviceentry.networking.istio.io/cw/httpbin.bar.global}. */
    @Override
    public String toString() {
        String type = kind.toLowerCase(java.util.Locale.ROOT) + (group.isEmpty() ? "" : "." + group);
        return namespace.isEmpty() ? type + "/" + name : type + "/" + namespace + "/" + name;
    }
}

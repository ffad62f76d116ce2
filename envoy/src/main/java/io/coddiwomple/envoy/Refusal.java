package io.coddiwomple.envoy;

import io.coddiwomple.resource.ResourceKey;

/**
 * A resource that cannot be translated as istiod would, and why: the field and what it says.
 *
 * @param reason one line of plain sentences
 */
public record Refusal(ResourceKey resource, String reason) implements Comparable<Refusal> {
    @Override
    public int compareTo(Refusal other) {
        int order = resource.compareTo(other.resource);
        return order == 0 ? reason.compareTo(other.reason) : order;
    }

    @Override
    public String toString() {
        return resource + ": " + reason;
    }
}

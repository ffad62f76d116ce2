package io.coddiwomple.model;

import org.jspecify.annotations.Nullable;

/**
 * Where nodes are.
 *
 * @param zone empty when only the region is known
 */
public record Locality(String region, String zone) implements Comparable<Locality> {
    /** Reads {@code region[/zone]}. */
    public static Locality parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new Locality(text, "") : new Locality(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Locality locality && region.equals(locality.region) && zone.equals(locality.zone);
    }

    @Override
    public int hashCode() {
        return 31 * region.hashCode() + zone.hashCode();
    }

    @Override
    public int compareTo(Locality other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return zone.isEmpty() ? region : region + "/" + zone;
    }
}

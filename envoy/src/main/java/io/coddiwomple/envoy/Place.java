package io.coddiwomple.envoy;

import io.envoyproxy.envoy.config.core.v3.Locality;

/**
 * Where a proxy or an endpoint is, {@code region[/zone[/subzone]]}; parts that are not known are empty.
 *
 * @param text as it was written: endpoints whose texts are equal form a group
 */
record Place(String text, String region, String zone, String subzone) implements Comparable<Place> {
    static Place parse(String text) {
        String[] parts = text.split("/", -1);
        return new Place(text, parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
    }

    Locality proto() {
        return Locality.newBuilder()
                .setRegion(region)
                .setZone(zone)
                .setSubZone(subzone)
                .build();
    }

    /** Whether a place of a rule, in which {@code *} and absent parts stand for any, includes this one. */
    boolean within(String rule) {
        Place other = parse(rule);
        return (other.region.equals("*") || other.region.equals(region))
                && (any(other.zone) || other.zone.equals(zone))
                && (any(other.subzone) || other.subzone.equals(subzone));
    }

    private static boolean any(String part) {
        return part.isEmpty() || part.equals("*");
    }

    /** 0 for the same place, 1 for the same zone, 2 for the same region, 3 for another. */
    int distance(Place other) {
        if (!region.equals(other.region)) {
            return 3;
        }
        if (!zone.equals(other.zone)) {
            return 2;
        }
        return subzone.equals(other.subzone) ? 0 : 1;
    }

    @Override
    public int compareTo(Place other) {
        return text.compareTo(other.text);
    }
}

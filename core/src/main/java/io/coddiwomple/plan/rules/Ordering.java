package io.coddiwomple.plan.rules;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How Istio is told which endpoint to prefer: what it adds to endpoints and to the traffic policy. */
sealed interface Ordering {
    /** Labels of an endpoint, beside those that every endpoint has. */
    default SortedMap<String, String> labels(Endpoint endpoint) {
        return new TreeMap<>();
    }

    /** The locality of an endpoint, empty for none. */
    default String locality(Endpoint endpoint) {
        return "";
    }

    /** {@code localityLbSetting}, empty for none. */
    default Fields setting() {
        return Fields.EMPTY;
    }

    /** All endpoints are equal. */
    record Equal() implements Ordering {}

    /**
     * The user's own {@code localityLbSetting} decides.
     *
     * @param byLocality whether it speaks of localities; else it speaks of labels, and a locality on DNS endpoints
     *     would crash istiod (1.30 on, loadbalancer.go, applyFailoverPriorityPerLocality)
     */
    record Custom(boolean byLocality) implements Ordering {
        @Override
        public String locality(Endpoint endpoint) {
            return byLocality ? endpoint.region() : "";
        }
    }

    /**
     * Ranks by label values, which hold wherever the client runs: an endpoint carries the label of each rank that it
     * is within, and istiod counts how many of the listed labels match from the front.
     *
     * @param ranks sorted
     */
    record Labels(List<Integer> ranks) implements Ordering {
        @Override
        public SortedMap<String, String> labels(Endpoint endpoint) {
            var labels = new TreeMap<String, String>();
            int position = ranks.indexOf(endpoint.rank());
            for (int i = position; i < ranks.size() - 1; i++) {
                labels.put(Conventions.RANK_LABEL + (i + 1), "y");
            }
            return labels;
        }

        @Override
        public Fields setting() {
            var priorities = new ArrayList<String>();
            for (int i = ranks.size() - 1; i >= 1; i--) {
                priorities.add(Conventions.RANK_LABEL + i + "=y");
            }
            return Fields.builder()
                    .put("enabled", true)
                    .putTexts("failoverPriority", priorities)
                    .build();
        }
    }

    /**
     * At most three ranks by region: the client's own, one to fail over to, the rest.
     *
     * @param ranks sorted
     * @param region the client's
     * @param inRule whether the release knows the setting in a DestinationRule; before, the mesh's own decides
     */
    record Regions(List<Integer> ranks, String region, boolean inRule) implements Ordering {
        private static final String NEXT = "cw-next";
        private static final String REST = "cw-rest";

        @Override
        public String locality(Endpoint endpoint) {
            int position = ranks.indexOf(endpoint.rank());
            if (position == 0) {
                return region;
            }
            return position == 1 && ranks.size() > 2 ? NEXT : REST;
        }

        @Override
        public Fields setting() {
            if (!inRule) {
                return Fields.EMPTY;
            }
            Fields.Builder setting = Fields.builder().put("enabled", true);
            if (ranks.size() > 2) {
                setting.putItems(
                        "failover",
                        List.of(Fields.builder()
                                .put("from", region)
                                .put("to", NEXT)
                                .build()));
            }
            return setting.build();
        }
    }

    /**
     * Shares of the calls, each cluster a region of its own; none is empty, so one that fails leaves its share to the
     * others.
     *
     * @param shares by cluster, 1 to 100, 100 in all
     */
    record Weights(SortedMap<String, Integer> shares) implements Ordering {
        @Override
        public String locality(Endpoint endpoint) {
            return region(endpoint.cluster());
        }

        @Override
        public Fields setting() {
            Fields.Builder to = Fields.builder();
            for (Map.Entry<String, Integer> share : shares.entrySet()) {
                to.put(region(share.getKey()) + "/*", share.getValue());
            }
            Value distribute =
                    Fields.builder().put("from", "*").put("to", to.build()).build();
            return Fields.builder()
                    .put("enabled", true)
                    .put("distribute", Value.of(List.of(distribute)))
                    .build();
        }

        private static String region(String cluster) {
            return cluster.isEmpty() ? "egress" : "cw-" + cluster;
        }
    }
}

package io.coddiwomple.sandbox.process;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The counters that a proxy of the sandbox keeps: what tests and the status read. Envoy has some hundred for each cluster
 * otherwise, and memory for them.
 */
final class StatsKept {
    private static final List<String> PREFIXES =
            List.of("cluster_manager.", "listener_manager.", "server.", "control_plane.", "runtime.");

    private static final List<String> PARTS = List.of(
            ".upstream_cx_",
            ".upstream_rq_",
            ".outlier_detection.",
            ".membership_",
            ".ssl.",
            ".downstream_cx_",
            ".downstream_rq_",
            ".no_filter_chain_match",
            ".version_text",
            ".update_",
            ".lb_zone_",
            ".lb_healthy_panic");

    private StatsKept() {}

    /** An {@code envoy.config.metrics.v3.StatsMatcher}. */
    static Fields matcher() {
        var patterns = new ArrayList<Fields>();
        PREFIXES.forEach(
                text -> patterns.add(Fields.builder().put("prefix", text).build()));
        PARTS.forEach(
                text -> patterns.add(Fields.builder().put("contains", text).build()));
        return Fields.builder()
                .put(
                        "inclusion_list",
                        Fields.builder().put("patterns", Value.of(patterns)).build())
                .build();
    }
}

package io.coddiwomple.model;

import io.coddiwomple.resource.Fields;
import java.util.List;

/**
 * How calls are spread over a service's backends.
 *
 * @param failover clusters in the order in which they are tried; empty for own cluster, same region, the rest
 * @param rewriteHost whether backends see their own host name as the authority
 * @param policy fields of Istio's {@code TrafficPolicy} that replace ours; empty for none
 */
public record Traffic(
        List<String> failover, Retries retries, boolean rewriteHost, Fields policy, List<Subset> subsets) {
    public static final Traffic DEFAULT = new Traffic(List.of(), new Retries.Default(), false, Fields.EMPTY, List.of());
}

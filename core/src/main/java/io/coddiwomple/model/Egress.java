package io.coddiwomple.model;

import java.util.SortedMap;

/**
 * The egress gateway that calls to other clusters pass.
 *
 * @param selector the labels of its pods, not empty
 * @param service its Kubernetes service, which applications' proxies dial at port 15443
 */
public record Egress(SortedMap<String, String> selector, ServiceName service) {}

package io.coddiwomple.model;

import java.util.SortedMap;

/**
 * A part of a service's pods.
 *
 * @param name a DNS label, unique within its service
 * @param labels the pods' labels, not empty
 * @param weight the share of calls in percent, 0 to 100; the rest goes to the whole service
 * @param headers calls that carry all these headers, by exact value, go to this subset whatever the weight
 */
public record Subset(String name, SortedMap<String, String> labels, int weight, SortedMap<String, String> headers) {}

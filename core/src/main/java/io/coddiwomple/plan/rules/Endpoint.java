package io.coddiwomple.plan.rules;

import java.util.SortedMap;

/**
 * An address that a proxy dials for a service.
 *
 * @param ports by the global port's name, the number to dial
 * @param rank from 1, the order in which endpoints are tried
 * @param cluster where the call ends up, or empty when an egress gateway decides
 * @param region the region of that cluster, empty when unknown
 * @param external whether only gateways with a view of network {@code external} may see it (Istio before 1.8)
 */
record Endpoint(
        String address, SortedMap<String, Integer> ports, int rank, String cluster, String region, boolean external) {}

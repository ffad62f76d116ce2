package io.coddiwomple.sandbox.netns;

import io.coddiwomple.sandbox.place.Placement.Outer;
import java.util.List;

/**
 * What a workload has.
 *
 * @param cluster its number
 * @param link the router's end of the wire
 * @param outer what leads to it, if it is a gateway
 */
record Placed(int cluster, NetNamespace namespace, String address, String link, List<Outer> outer) {}

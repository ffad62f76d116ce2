/**
 * Envoy configuration from the Istio resources of one cluster, as istiod 1.31 makes it: a pure function, without I/O,
 * threads or a clock. What it cannot translate as istiod does it refuses.
 */
@NullMarked
package io.coddiwomple.envoy;

import org.jspecify.annotations.NullMarked;

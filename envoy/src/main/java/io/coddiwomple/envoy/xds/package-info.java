/** Serves Envoy its configuration and secrets: ADS, state of the world and delta, and SDS. */
@NullMarked
package io.coddiwomple.envoy.xds;

import org.jspecify.annotations.NullMarked;

/** Envoy as processes of this machine: found, started, watched, drained, and cleaned up after. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.process;

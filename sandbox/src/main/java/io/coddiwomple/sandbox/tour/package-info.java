/** A tour of what the meshes do: each step shows it, measures it, and says how to repeat it. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.tour;

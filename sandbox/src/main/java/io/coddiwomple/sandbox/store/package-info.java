/** A cluster's resources, in memory. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.store;

/** What is to run: clusters, their services and workloads. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.blueprint;

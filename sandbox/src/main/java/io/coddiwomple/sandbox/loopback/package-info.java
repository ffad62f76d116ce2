/** Workloads on loopback addresses of their own: no privilege is needed, and nothing but configuration keeps them apart. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.loopback;

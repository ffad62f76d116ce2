/** Where workloads are: their addresses, their sockets, and who reaches whom. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.place;

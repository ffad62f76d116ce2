/** What this library asks of the world: others implement it. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.port;

/** Large inputs, and how fast they are planned. */
@NullMarked
package io.coddiwomple.bench;

import org.jspecify.annotations.NullMarked;

/** From text to the model, with every problem found at once. */
@NullMarked
package io.coddiwomple.spec;

import org.jspecify.annotations.NullMarked;

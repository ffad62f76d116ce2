/** From a federation to the objects that each cluster needs. Pure. */
@NullMarked
package io.coddiwomple.plan;

import org.jspecify.annotations.NullMarked;

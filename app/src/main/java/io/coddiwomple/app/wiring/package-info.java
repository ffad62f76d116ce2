/** The composition root: the only place that names implementations. */
@NullMarked
package io.coddiwomple.app.wiring;

import org.jspecify.annotations.NullMarked;

/** The distribution, run as users run it. */
@NullMarked
package io.coddiwomple.it.process;

import org.jspecify.annotations.NullMarked;

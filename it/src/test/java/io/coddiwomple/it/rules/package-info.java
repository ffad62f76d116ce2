/** What holds for all of the code, whatever it does. */
@NullMarked
package io.coddiwomple.it.rules;

import org.jspecify.annotations.NullMarked;

/** What each command does. */
@NullMarked
package io.coddiwomple.app.run;

import org.jspecify.annotations.NullMarked;

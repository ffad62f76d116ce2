/** Files, folders and the standard streams. */
@NullMarked
package io.coddiwomple.app.files;

import org.jspecify.annotations.NullMarked;

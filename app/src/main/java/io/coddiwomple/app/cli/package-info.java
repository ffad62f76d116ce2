/** What a command line says: commands, options, help and shell completion. */
@NullMarked
package io.coddiwomple.app.cli;

import org.jspecify.annotations.NullMarked;

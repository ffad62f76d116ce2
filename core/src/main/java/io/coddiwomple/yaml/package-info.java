/** YAML and JSON text to positioned nodes, and resource trees to byte-stable text. */
@NullMarked
package io.coddiwomple.yaml;

import org.jspecify.annotations.NullMarked;

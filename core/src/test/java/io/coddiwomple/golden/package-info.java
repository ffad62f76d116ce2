@NullMarked
package io.coddiwomple.golden;

import org.jspecify.annotations.NullMarked;

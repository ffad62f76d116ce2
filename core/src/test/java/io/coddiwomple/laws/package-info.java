@NullMarked
package io.coddiwomple.laws;

import org.jspecify.annotations.NullMarked;

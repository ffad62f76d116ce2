@NullMarked
package io.coddiwomple.spec;

import org.jspecify.annotations.NullMarked;

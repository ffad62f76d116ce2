/** The federation's names as DNS: a zone, and servers that answer from it. */
@NullMarked
package io.coddiwomple.dns;

import org.jspecify.annotations.NullMarked;

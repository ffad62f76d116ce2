/** {@code cw dns} beside real name servers. */
@NullMarked
package io.coddiwomple.it.dns;

import org.jspecify.annotations.NullMarked;

/** Federation, cluster, gateway, service: immutable records that are valid by construction. */
@NullMarked
package io.coddiwomple.model;

import org.jspecify.annotations.NullMarked;

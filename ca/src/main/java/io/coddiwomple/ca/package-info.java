/** The federation's trust: a root, an intermediate for each cluster, and a report of who trusts whom. */
@NullMarked
package io.coddiwomple.ca;

import org.jspecify.annotations.NullMarked;

/** Virtual addresses: the same for the same name everywhere, and never moved by another name. */
@NullMarked
package io.coddiwomple.plan.address;

import org.jspecify.annotations.NullMarked;

/** What each Istio minor knows. */
@NullMarked
package io.coddiwomple.plan.version;

import org.jspecify.annotations.NullMarked;

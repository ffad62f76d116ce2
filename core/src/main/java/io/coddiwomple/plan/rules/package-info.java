/** One small class per family of output. */
@NullMarked
package io.coddiwomple.plan.rules;

import org.jspecify.annotations.NullMarked;

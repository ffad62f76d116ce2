@NullMarked
package io.coddiwomple.plan;

import org.jspecify.annotations.NullMarked;

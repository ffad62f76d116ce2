@NullMarked
package io.coddiwomple.sandbox.netns;

import org.jspecify.annotations.NullMarked;

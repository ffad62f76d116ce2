/** Each workload in a network namespace of its own: real addresses, captured traffic, clusters apart by force. */
@NullMarked
package io.coddiwomple.sandbox.netns;

import org.jspecify.annotations.NullMarked;

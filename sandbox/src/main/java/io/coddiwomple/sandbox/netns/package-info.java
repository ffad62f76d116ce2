/** Each workload in a network namespace of its own: real addresses, captured traffic, clusters apart by force. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.netns;

@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.netns;

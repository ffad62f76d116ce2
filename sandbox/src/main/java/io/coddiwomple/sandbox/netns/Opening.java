package io.coddiwomple.sandbox.netns;

import java.io.IOException;

/**
 * Opens something inside a network namespace. It starts no thread, because a thread stays for good in the namespace
 * where it was started, and it does not wait, because others do.
 */
@FunctionalInterface
public interface Opening<T> {
    T open() throws IOException;
}

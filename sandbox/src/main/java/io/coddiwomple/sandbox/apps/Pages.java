package io.coddiwomple.sandbox.apps;

/** What an application answers over HTTP. Owned by the loop's thread, which no page may hold up. */
@FunctionalInterface
interface Pages {
    void answer(Request request, Exchange exchange);
}

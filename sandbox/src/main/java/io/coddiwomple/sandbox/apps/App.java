package io.coddiwomple.sandbox.apps;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Supplier;

/** What a sample application does. Whatever it is, it also echoes gRPC messages and lines. */
public sealed interface App {
    /** Answers any request with JSON of what it saw. */
    record Echo() implements App {}

    /**
     * The part of httpbin that people try meshes with: {@code /headers}, {@code /get}, {@code /ip}, {@code /anything},
     * {@code /status/CODE}, {@code /delay/SECONDS} and {@code /stream/LINES?interval=MILLISECONDS}.
     */
    record Httpbin() implements App {}

    /** Answers with the query's {@code name}, or with its own when there is none. */
    record Namer(String name) implements App {}

    /**
     * Greets whom the namer names.
     *
     * @param namer the URL to ask, over HTTP/1.1
     * @param at where to connect to for it: looked up for each call, on the loop's thread, so it must not wait
     */
    record Greeter(URI namer, Supplier<InetSocketAddress> at) implements App {}
}

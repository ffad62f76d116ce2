package io.coddiwomple.app.demo;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of the machine a demo is to use.
 *
 * @param envoy the Envoy that the user asks for, or null for any
 * @param namespaces whether every workload gets a network namespace
 * @param environment the user's variables
 * @param home the user's home folder
 */
public record Machine(@Nullable Path envoy, boolean namespaces, Map<String, String> environment, Path home) {
    public Machine {
        environment = Map.copyOf(environment);
    }
}

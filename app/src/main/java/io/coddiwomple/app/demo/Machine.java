package io.coddiwomple.app.demo;

import io.coddiwomple.sandbox.process.Surroundings;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What of the machine a demo is to use.
 *
 * @param envoy the Envoy that the user asks for, or null for any
 * @param namespaces whether every workload gets a network namespace
 * @param environment the user's variables
 * @param home the user's home folder
 * @param user the user's number outside of the user namespace that this process was started in; empty when in none
 */
public record Machine(
        @Nullable Path envoy, boolean namespaces, Map<String, String> environment, Path home, OptionalLong user) {
    public Machine {
        environment = Map.copyOf(environment);
    }

    Surroundings surroundings() {
        return new Surroundings(environment, home, user);
    }
}

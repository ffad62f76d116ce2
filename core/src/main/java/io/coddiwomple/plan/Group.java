package io.coddiwomple.plan;

import io.coddiwomple.plan.rules.Output;
import io.coddiwomple.plan.rules.Planned;
import java.util.List;
import java.util.function.Consumer;

/**
 * Objects that belong together: what one cluster needs for one service on one side, or what all services share.
 * Clusters that need equal objects hold the same instance, so whoever renders it may do so once. The objects are made
 * anew at each call and held by nobody: a plan of a million objects fits in memory.
 */
public final class Group {
    private final String service;
    private final boolean shared;
    private final Consumer<Output> rules;

    Group(String service, boolean shared, Consumer<Output> rules) {
        this.service = service;
        this.shared = shared;
        this.rules = rules;
    }

    /** The service's id, empty for what all services of a cluster share. */
    public String service() {
        return service;
    }

    /** Whether other clusters may hold this instance too. */
    public boolean isShared() {
        return shared;
    }

    /** The objects, in a fixed order. Several threads may ask. */
    public List<Planned> objects() {
        var output = new Output(service);
        rules.accept(output);
        return output.planned();
    }
}

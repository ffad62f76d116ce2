package io.coddiwomple.plan.rules;

/** One family of output for a cluster that calls a service. */
public interface ClientRule {
    void plan(ClientView view, Output output);
}

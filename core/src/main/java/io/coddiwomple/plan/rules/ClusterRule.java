package io.coddiwomple.plan.rules;

/** One family of output that all services of a cluster share. */
public interface ClusterRule {
    void plan(ClusterView view, Output output);
}

package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;

/** A backend and the cluster that it runs in. */
public record Served(Backend backend, Cluster cluster) {}

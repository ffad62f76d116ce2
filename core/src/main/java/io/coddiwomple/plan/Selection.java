package io.coddiwomple.plan;

import io.coddiwomple.model.Scope;

/** What to plan: the clusters, and the services by id or by one of their hosts. What clusters share stays whole. */
public record Selection(Scope clusters, Scope services) {
    public static final Selection ALL = new Selection(Scope.ALL, Scope.ALL);
}

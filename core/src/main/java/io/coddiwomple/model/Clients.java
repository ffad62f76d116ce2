package io.coddiwomple.model;

/** Who may call a service: which clusters get its objects at all, and which namespaces see them there. */
public record Clients(Scope clusters, Scope namespaces) {
    public static final Clients ALL = new Clients(Scope.ALL, Scope.ALL);
}

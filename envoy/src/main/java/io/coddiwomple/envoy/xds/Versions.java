package io.coddiwomple.envoy.xds;

/**
 * The versions of what a proxy is served, as its own statistics ({@code version_text}) name them. Equal content has an
 * equal version.
 */
public record Versions(String clusters, String endpoints, String listeners, String routes, String secrets) {}

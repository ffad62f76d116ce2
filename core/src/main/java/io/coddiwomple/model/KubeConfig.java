package io.coddiwomple.model;

/**
 * How to reach a cluster's API server.
 *
 * @param path a kubeconfig file, {@code ~} not yet expanded
 * @param context empty for the file's current context
 */
public record KubeConfig(String path, String context) {}

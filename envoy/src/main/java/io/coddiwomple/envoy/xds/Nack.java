package io.coddiwomple.envoy.xds;

/**
 * A refusal by a proxy of what it was sent. It keeps what it had.
 *
 * @param node that refused
 * @param type URL of the resource type
 * @param version that was refused; empty when the proxy refused something that this server did not send
 * @param message the proxy's own words
 */
public record Nack(String node, String type, String version, String message) {}

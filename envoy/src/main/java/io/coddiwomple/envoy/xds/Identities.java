package io.coddiwomple.envoy.xds;

/** Where proxies' keys come from. Called by the thread that publishes. */
@FunctionalInterface
public interface Identities {
    /**
     * The identity of a proxy; a later call may give a later certificate.
     *
     * @param node as {@link io.coddiwomple.envoy.Proxy#node} names it
     */
    Identity of(String node);
}

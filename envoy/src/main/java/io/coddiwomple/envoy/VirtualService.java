package io.coddiwomple.envoy;

import io.coddiwomple.resource.ResourceKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param gateways {@code namespace/name} each, or {@code mesh} alone
 * @param exportTo namespaces that see it, empty for all
 */
record VirtualService(
        ResourceKey key,
        List<String> hosts,
        List<String> gateways,
        List<String> exportTo,
        List<HttpRule> http,
        List<TlsRule> tls,
        List<TcpRule> tcp) {
    static final String MESH = "mesh";

    /** @param matches any of which is enough; empty matches all */
    record HttpRule(
            List<HttpMatch> matches,
            List<Target> targets,
            @Nullable Retries retries,
            String authority,
            @Nullable Duration timeout) {}

    /**
     * @param headers by name, the exact values
     * @param port 0 for every port
     */
    record HttpMatch(Map<String, String> headers, int port) {}

    /** @param perTry null for no limit */
    record Retries(int attempts, String on, @Nullable Duration perTry, boolean remoteLocalities) {}

    record TlsRule(List<TlsMatch> matches, List<Target> targets) {}

    /** @param port 0 for every port */
    record TlsMatch(List<String> sniHosts, int port) {}

    /** @param ports any of which is enough; empty or 0 for every port */
    record TcpRule(List<Integer> ports, List<Target> targets) {}

    /**
     * A destination.
     *
     * @param subset empty for the whole service
     * @param port 0 for the service's only port, or for the port that was called
     * @param weight 0 when none is said
     */
    record Target(String host, String subset, int port, int weight) {}

    boolean forMesh() {
        return gateways.isEmpty() || gateways.contains(MESH);
    }
}

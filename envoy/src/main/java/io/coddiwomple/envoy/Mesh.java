package io.coddiwomple.envoy;

import io.coddiwomple.resource.Manifest;
import java.util.List;

/**
 * Everything that istiod would read in one cluster.
 *
 * @param domain of cluster names, such as {@code cluster.local}
 * @param trustDomain of its own identities
 * @param trustDomainAliases other trust domains whose identities count as its own
 * @param rootNamespace namespace of rules for the whole mesh, such as {@code istio-system}
 * @param resources Istio objects and Namespaces; Namespaces have no meaning here
 */
public record Mesh(
        String domain,
        String trustDomain,
        List<String> trustDomainAliases,
        String rootNamespace,
        List<KubeService> services,
        List<Pod> pods,
        List<Manifest> resources) {
    public Mesh {
        trustDomainAliases = List.copyOf(trustDomainAliases);
        services = List.copyOf(services);
        pods = List.copyOf(pods);
        resources = List.copyOf(resources);
    }
}

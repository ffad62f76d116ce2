package io.coddiwomple.sandbox.blueprint;

import io.coddiwomple.envoy.KubeService;
import java.util.List;

/**
 * A cluster with a mesh of its own.
 *
 * @param domain of cluster names, such as {@code cluster.local}
 * @param rootNamespace the mesh's, such as {@code istio-system}
 * @param root which root its certificates come from: clusters with the same word trust each other
 * @param workloads with names that are unique here
 */
public record ClusterBlueprint(
        String name,
        String domain,
        String trustDomain,
        List<String> trustDomainAliases,
        String rootNamespace,
        String root,
        List<Workload> workloads,
        List<KubeService> services) {
    /** The root that all have who belong together. */
    public static final String COMMON_ROOT = "common";

    public ClusterBlueprint {
        trustDomainAliases = List.copyOf(trustDomainAliases);
        workloads = List.copyOf(workloads);
        services = List.copyOf(services);
    }

    /** The same, with certificates from another root. */
    public ClusterBlueprint under(String otherRoot) {
        return new ClusterBlueprint(
                name, domain, trustDomain, trustDomainAliases, rootNamespace, otherRoot, workloads, services);
    }
}

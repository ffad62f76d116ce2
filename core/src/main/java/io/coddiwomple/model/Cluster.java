package io.coddiwomple.model;

import io.coddiwomple.problem.Place;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes cluster with an Istio mesh of its own.
 *
 * @param istioAssumed whether no input names its version
 * @param istioNamespace the mesh's root namespace
 * @param network the name of the cluster's network, by default its own name
 * @param localities where its nodes are, sorted, empty when unknown; the first says which region calls start from
 * @param gateways empty for a cluster that only calls
 * @param egress null when calls leave the cluster directly
 * @param shape how this cluster is served, or null for the federation's shape
 * @param place where the input defines it
 */
public record Cluster(
        String name,
        IstioVersion istio,
        boolean istioAssumed,
        String istioNamespace,
        String trustDomain,
        SortedSet<String> trustDomainAliases,
        String clusterDomain,
        String network,
        List<Locality> localities,
        List<Gateway> gateways,
        @Nullable Egress egress,
        @Nullable KubeConfig kubeconfig,
        @Nullable Shape shape,
        Place place) {}

package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Cluster;

/**
 * What rules know of a cluster as a whole.
 *
 * @param exports what its gateways let in
 * @param hasObjects whether any object of the cluster lives in the federation's namespace
 * @param egressRouted whether some calls pass the egress gateway by their server name
 * @param egressViewed whether some pass it by its view of network {@code external}
 * @param callsRewritten whether it calls some service of shape rewrite
 */
public record ClusterView(
        Conventions conventions,
        Cluster cluster,
        ExportList exports,
        boolean hasObjects,
        boolean egressRouted,
        boolean egressViewed,
        boolean callsRewritten) {}

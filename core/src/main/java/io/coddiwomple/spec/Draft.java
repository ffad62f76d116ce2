package io.coddiwomple.spec;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.Foreign;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.KubeConfig;
import io.coddiwomple.model.Locality;
import io.coddiwomple.model.Retries;
import io.coddiwomple.model.Scope;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.problem.Place;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read, each part well-formed by itself; references between parts are not checked yet. Owned by
 * one thread.
 */
final class Draft {
    final List<FederationDraft> federations = new ArrayList<>();
    final List<ClusterDraft> clusters = new ArrayList<>();
    final List<ServiceDraft> services = new ArrayList<>();
    final List<Foreign> foreign = new ArrayList<>();
    /** Clusters whose objects are given, with the place that says so. */
    final List<Located<String>> namedClusters = new ArrayList<>();
    /** Clusters that were seen to have ambient workloads, with the object that shows it. */
    final List<Located<String>> ambientClusters = new ArrayList<>();

    /** Null stands for the default. */
    record FederationDraft(
            Located<String> name,
            @Nullable Located<String> suffix,
            @Nullable String namespace,
            @Nullable Cidr ipv4,
            @Nullable Cidr ipv6,
            boolean withoutIpv4,
            List<Cidr> excluded,
            @Nullable Shape shape) {}

    /**
     * Null stands for the default.
     *
     * @param gateways with the selector empty and the namespace empty where the default is meant
     */
    record ClusterDraft(
            Located<String> name,
            @Nullable IstioVersion istio,
            @Nullable String istioNamespace,
            @Nullable String trustDomain,
            SortedSet<String> trustDomainAliases,
            @Nullable String clusterDomain,
            @Nullable String network,
            List<Locality> localities,
            List<Gateway> gateways,
            @Nullable Egress egress,
            @Nullable KubeConfig kubeconfig,
            @Nullable Shape shape,
            @Nullable Place ambient) {}

    /**
     * A service as one source has it.
     *
     * @param id {@code <name>.<namespace>}, or the bare name from a 2018 file
     * @param hosts whole host names, or without the suffix where {@code bare}; empty for the default
     * @param bare whether the federation's suffix is still to be added to each host
     * @param addresses pins by the position of their host
     */
    record ServiceDraft(
            Source source,
            Located<String> id,
            List<Located<String>> hosts,
            boolean bare,
            List<Located<String>> addresses,
            List<PortDraft> ports,
            List<BackendDraft> backends,
            List<Located<String>> failover,
            Retries retries,
            boolean rewriteHost,
            Fields policy,
            List<Subset> subsets,
            List<Located<String>> clientClusters,
            Scope clientNamespaces,
            @Nullable Shape shape) {}

    /** A port that clients call; the protocol as it was written. */
    record PortDraft(String name, int number, Located<String> protocol, Place place) {}

    /**
     * A backend.
     *
     * @param service its full name, in lower case
     * @param withoutDomain whether {@code service} is {@code <name>.<namespace>} only, for the cluster's domain to be
     *     added once it is known
     * @param ports by the global port's name; a port that is missing has the global number
     * @param onlyNamedPorts whether a port that is missing is instead not served at all
     */
    record BackendDraft(
            Located<String> cluster,
            Located<String> service,
            boolean withoutDomain,
            SortedMap<String, Located<Integer>> ports,
            boolean onlyNamedPorts,
            int weight,
            SortedSet<String> identities) {}
}

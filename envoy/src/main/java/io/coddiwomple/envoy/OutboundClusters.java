package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import io.coddiwomple.envoy.Assignment.Group;
import io.coddiwomple.envoy.MeshService.Port;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clusters for what a proxy calls: one for each service, port and subset (istiod's core/cluster.go and
 * core/cluster_builder.go). A gateway with AUTO_PASSTHROUGH servers has each a second time, named as the SNI that leads
 * there, without TLS of its own and with endpoints that speak mutual TLS only.
 */
final class OutboundClusters {
    private static final Any CARES = Any.pack(CaresDnsResolverConfig.newBuilder()
            .setUdpMaxQueries(UInt32Value.of(100))
            .build());

    private final Scope scope;
    private final Proxy proxy;
    private final Place place;
    private final ConfigDraft draft;

    OutboundClusters(Scope scope, Proxy proxy, ConfigDraft draft) {
        this.scope = scope;
        this.proxy = proxy;
        this.place = Place.parse(proxy.pod().locality());
        this.draft = draft;
    }

    /** @param forSni whether to make the clusters that SNIs lead to */
    void add(boolean forSni) {
        for (MeshService service : scope.services()) {
            if (forSni && service.external()) {
                continue;
            }
            DestinationRule rule = scope.rule(service);
            for (Port port : service.ports()) {
                add(service, port, rule, null, forSni);
                if (rule != null) {
                    rule.subsets().forEach(subset -> add(service, port, rule, subset, forSni));
                }
            }
        }
    }

    private void add(
            MeshService service,
            Port port,
            @Nullable DestinationRule rule,
            DestinationRule.@Nullable Subset subset,
            boolean forSni) {
        String subsetName = subset == null ? "" : subset.name();
        String sni = Names.sni(port.number(), subsetName, service.host());
        String name = forSni ? sni : Names.outbound(port.number(), subsetName, service.host());
        TrafficPolicy policy = policy(port, rule, subset);
        Map<String, String> labels = subset == null ? Map.of() : subset.labels();
        List<Group> groups = Assignment.groups(
                service.endpoints(port, labels),
                rule == null ? null : rule.modeFor(subsetName, port.number()),
                forSni,
                service.kubernetes());
        if (service.dns() && groups.isEmpty()) {
            // istiod leaves out a DNS cluster without endpoints; a route to it answers 503 either way.
            return;
        }
        // Of DNS clusters istiod hands labels of endpoints on for the plain cluster only.
        boolean byLabels = !service.dns() || subset == null && !forSni;
        groups = Priorities.apply(
                groups,
                Priorities.effective(policy),
                policy != null && policy.outliers() != null,
                place,
                proxy.pod().labels(),
                byLabels);
        ClusterLoadAssignment.Builder assignment =
                ClusterLoadAssignment.newBuilder().setClusterName(name);
        groups.forEach(group -> assignment.addEndpoints(group.proto()));
        Cluster.Builder cluster = Cluster.newBuilder().setName(name);
        boolean http2 = port.protocol().isHttp2();
        ClusterPolicy.connections(cluster, policy == null ? null : policy.pool(), http2);
        ClusterPolicy.outliers(cluster, policy == null ? null : policy.outliers());
        ClusterPolicy.balancing(cluster, policy);
        if (!forSni) {
            UpstreamTls.apply(cluster, policy == null ? null : policy.tls(), service, sni, http2);
        }
        if (service.dns()) {
            dns(cluster, assignment);
        } else {
            cluster.setType(Cluster.DiscoveryType.EDS)
                    .setEdsClusterConfig(Cluster.EdsClusterConfig.newBuilder()
                            .setServiceName(name)
                            .setEdsConfig(Secrets.ads()));
            draft.add(assignment.build());
        }
        draft.add(cluster.build());
    }

    private static @Nullable TrafficPolicy policy(
            Port port, @Nullable DestinationRule rule, DestinationRule.@Nullable Subset subset) {
        if (rule == null) {
            return null;
        }
        return subset == null ? rule.policy().at(port.number()) : rule.policy().at(port.number(), subset.policy());
    }

    @SuppressWarnings(
            "deprecation") // The fields that istiod sets; the extension that replaces them came with Envoy 1.33.
    private static void dns(Cluster.Builder cluster, ClusterLoadAssignment.Builder assignment) {
        cluster.setType(Cluster.DiscoveryType.STRICT_DNS)
                .setDnsLookupFamily(Cluster.DnsLookupFamily.V4_ONLY)
                .setDnsRefreshRate(Durations.seconds(60))
                .setDnsJitter(com.google.protobuf.Duration.newBuilder().setNanos(100_000_000))
                .setRespectDnsTtl(true)
                .setTypedDnsResolverConfig(TypedExtensionConfig.newBuilder()
                        .setName("envoy.network.dns_resolver.cares")
                        .setTypedConfig(CARES))
                .setLoadAssignment(assignment);
    }
}

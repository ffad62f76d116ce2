package io.coddiwomple.plan.version;

import io.coddiwomple.model.IstioVersion;

/**
 * Something that only some Istio releases know, as far as our output depends on it.
 *
 * <p>Each row names where it was read: {@code api} is istio/api and {@code istio} is istio/istio at the tag behind the
 * {@code @}. Fields were compared over all tags from 1.1.0 to 1.31; behaviour was read in the control plane's source.
 */
@SuppressWarnings("ImmutableEnumChecker") // a Span is immutable, the checker knows no annotation that says so
public enum Feature {
    /** {@code networking.istio.io/v1beta1} is served for every networking kind but EnvoyFilter. */
    V1BETA1(Span.from(5), "istio@1.5.0 install/kubernetes/helm/istio-init/files/crd-all.gen.yaml"),
    /** {@code networking.istio.io/v1} is served for every networking kind but EnvoyFilter. */
    V1(Span.from(22), "istio@1.22.0 manifests/charts/base/crds/crd-all.gen.yaml"),

    /** {@code exportTo} may name namespaces; before, exactly one of {@code .} and {@code *}. */
    EXPORT_TO_NAMESPACES(Span.from(7), "istio@1.7.0 pkg/config/validation/validation.go validateExportTo"),

    /** {@code subjectAltNames} of a ServiceEntry are checked; before, only those of a DestinationRule are. */
    ENTRY_IDENTITIES(Span.from(6), "istio@1.6.0 pilot/pkg/serviceregistry/external/conversion.go"),
    /** {@code targetPort} in a ServiceEntry's port. */
    TARGET_PORT(Span.from(7), "api@1.7.0 gateway.proto Port; istio@1.7.0 serviceregistry/serviceentry/conversion.go"),
    /** {@code resolution: DNS_ROUND_ROBIN}. */
    DNS_ROUND_ROBIN(Span.from(12), "api@1.12.0 networking/v1alpha3/service_entry.proto"),

    /** {@code consecutive5xxErrors} and {@code consecutiveGatewayErrors}, where 0 switches the counting off. */
    GATEWAY_ERRORS(Span.from(5), "istio@1.5.0 pilot/pkg/networking/core/v1alpha3/cluster.go applyOutlierDetection"),
    /** {@code consecutiveErrors} counts gateway errors, and no other 5xx; later it is accepted and ignored. */
    CONSECUTIVE_ERRORS(
            Span.from(1),
            Span.from(7),
            "istio@1.1.0, 1.7.0 pilot/pkg/networking/core/v1alpha3/cluster.go applyOutlierDetection"),
    /** {@code splitExternalLocalOriginErrors} with {@code consecutiveLocalOriginFailures}. */
    LOCAL_ORIGIN_ERRORS(Span.from(11), "api@1.11.0 networking/v1alpha3/destination_rule.proto"),
    /** No panic without {@code minHealthPercent}: before, half of the hosts ejected brings all of them back. */
    NO_PANIC(Span.from(3), "istio@1.3.0 pilot/pkg/networking/core/v1alpha3/cluster.go applyOutlierDetection"),
    /** {@code localityLbSetting} in a DestinationRule; before, the whole mesh has one. */
    LOCALITY_SETTING(Span.from(5), "istio@1.5.0 pilot/pkg/networking/core/v1alpha3/loadbalancer/loadbalancer.go"),
    /**
     * {@code failoverPriority} with {@code label=value} on STATIC entries. Before, from 1.12, a label is compared with
     * the calling proxy's own.
     */
    FAILOVER_PRIORITY_STATIC(
            Span.from(18),
            "istio@1.18.0 pilot/pkg/networking/core/v1alpha3/loadbalancer/loadbalancer.go"
                    + " FailoverPriorityLabelDefaultSeparator"),
    /** The same on DNS entries. Before, from 1.12, it switches their failover by locality off. */
    FAILOVER_PRIORITY_DNS(Span.from(30), "istio@1.30.0 pilot/pkg/networking/core/cluster_traffic_policy.go"),
    /** {@code simple: LEAST_REQUEST}; before, {@code LEAST_CONN}. */
    LEAST_REQUEST(Span.from(14), "api@1.14.0 networking/v1alpha3/destination_rule.proto"),

    /** {@code retryRemoteLocalities}. */
    RETRY_REMOTE_LOCALITIES(Span.from(6), "istio@1.6.0 pilot/pkg/networking/core/v1alpha3/route/retry/retry.go"),
    /** {@code connectionPool.http.http2KeepAlive}. */
    HTTP2_KEEPALIVE(Span.from(31), "api@1.31.0 networking/v1alpha3/destination_rule.proto"),
    /**
     * {@code outbound_.80_._.host} is valid in the hosts and {@code sniHosts} of a VirtualService bound to a gateway.
     * Before, only {@code *.host} is, which holds every port and subset.
     */
    UNDERSCORE_SNI_HOSTS(
            Span.from(new IstioVersion(22, 4), new IstioVersion(23, 3), new IstioVersion(24, 0)),
            "istio@1.22.4, 1.23.3, 1.24.0 pkg/config/validation/agent/validation.go"
                    + " ValidateWildcardDomainForVirtualServiceBoundToGateway"),

    /** AUTO_PASSTHROUGH matches {@code hosts} against service names; before, against the whole SNI. */
    PASSTHROUGH_BY_SERVICE(
            Span.from(new IstioVersion(8, 6), new IstioVersion(9, 5), new IstioVersion(10, 0)),
            "istio@1.8.6, 1.9.5, 1.10.0 pilot/pkg/networking/core/v1alpha3/gateway.go builtAutoPassthroughFilterChains"),
    /** An AUTO_PASSTHROUGH gateway's pods need no {@code ISTIO_META_ROUTER_MODE=sni-dnat}. */
    ROUTER_MODE_DETECTED(Span.from(11), "istio@1.11.0 pilot/pkg/model/gateway.go ContainsAutoPassthroughGateways"),
    /** {@code tls.mode: ISTIO_MUTUAL} in a Gateway. */
    GATEWAY_ISTIO_MUTUAL(Span.from(3), "api@1.3.0 networking/v1alpha3/gateway.proto"),
    /** Of two rules for one server name at a gateway the older counts; before, Envoy gets both and takes neither. */
    FIRST_SNI_COUNTS(Span.from(10), "istio@1.10.0 pilot/pkg/networking/core/v1alpha3/gateway.go CheckDuplicates"),
    /** Mutual TLS turns callers of other trust domains away. */
    TRUST_DOMAIN_CHECK(
            Span.from(3),
            "istio@1.3.0 pilot/pkg/features/pilot.go PILOT_SKIP_VALIDATE_TRUST_DOMAIN,"
                    + " pilot/pkg/security/authn/v1alpha1/policy_applier.go; not in 1.2.10"),
    /** It takes those of the aliases; before, of none but its own. */
    TRUST_DOMAIN_ALIASES(Span.from(7), "istio@1.7.0 pilot/pkg/networking/plugin/authn/util.go"),
    /** Proxies use mutual TLS by themselves where a rule says nothing about TLS. */
    AUTO_MUTUAL_TLS(Span.from(5), "istio@1.5.0 manifests/global.yaml mtls.auto"),
    /** A gateway labelled {@code istio: eastwestgateway} comes with the release, as a sample. */
    EAST_WEST_GATEWAY(Span.from(8), "istio@1.8.0 samples/multicluster/gen-eastwest-gateway.sh"),

    /** EnvoyFilter {@code configPatches}, as Istio's own chart writes them; before, {@code filters}. */
    CONFIG_PATCHES(Span.from(5), "istio@1.5.0 manifests/gateways/istio-ingress/templates/preconfigured.yaml"),
    /** The rewrite filter has a {@code typed_config}; before, a {@code config} without a type. */
    TYPED_REWRITE(
            Span.from(7),
            "istio@1.7.8 manifests/charts/gateways/istio-ingress/templates/preconfigured.yaml;"
                    + " 1.7.0 pkg/config/xds/xds.go reads Envoy's v3 types, which have no untyped config"),
    /** The gateway can rewrite the SNI's name: until AUTO_PASSTHROUGH lost its {@code sni_cluster} filter. */
    CLUSTER_REWRITE(
            Span.from(1),
            Span.from(new IstioVersion(8, 6), new IstioVersion(9, 5), new IstioVersion(10, 0)),
            "istio@1.8.6, 1.9.5, 1.10.0 pilot/pkg/networking/core/v1alpha3/gateway.go"),
    /**
     * A proxy that asks for no network sees only endpoints without one, so that an egress gateway can see others. Later
     * it sees all, and a proxy that asks for networks sees the endpoints without one as well.
     */
    NETWORK_VIEW(
            Span.from(1), Span.from(new IstioVersion(7, 2)), "istio@1.7.2 pilot/pkg/model/context.go GetNetworkView"),

    /** The agent beside each proxy answers DNS for ServiceEntries, where that is switched on. */
    AGENT_DNS(Span.from(8), "istio@1.8.0 pilot/cmd/pilot-agent/main.go ISTIO_META_DNS_CAPTURE");

    private final Span since;
    private final Span until;
    private final String source;

    Feature(Span since, String source) {
        this(since, Span.NEVER, source);
    }

    Feature(Span since, Span until, String source) {
        this.since = since;
        this.until = until;
        this.source = source;
    }

    /** Whether a release knows this. */
    public boolean in(IstioVersion version) {
        return since.holds(version) && !until.holds(version);
    }

    /** The first releases that know it, for messages: {@code 1.22.4, 1.23.3, 1.24}. */
    public String since() {
        return since.toString();
    }

    /** The first releases that no longer know it, for messages; empty when all later ones do. */
    public String until() {
        return until.toString();
    }

    /** Where this was read. */
    public String source() {
        return source;
    }
}

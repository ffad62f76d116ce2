package io.coddiwomple.plan.version;

import io.coddiwomple.model.IstioVersion;

/**
 * Something that only some Istio releases know. {@code api} and {@code istio} in the sources mean the repositories
 * istio/api and istio/istio at the tag behind the {@code @}.
 */
public enum Feature {
    /** {@code networking.istio.io/v1beta1} is served. istio@1.5.0 CRD files, {@code spec.versions[].served}. */
    V1BETA1(5),
    /** {@code networking.istio.io/v1} is served. istio@1.22.0 manifests/charts/base/crds. */
    V1(22),
    /**
     * {@code exportTo} may name namespaces; before, exactly one of {@code .} and {@code *}. istio@1.7.0
     * pkg/config/validation/validation.go, validateExportTo.
     */
    EXPORT_TO_NAMESPACES(7),
    /** {@code consecutive5xxErrors} and {@code consecutiveGatewayErrors}. api@1.5.0 destination_rule.proto. */
    GATEWAY_ERRORS(5),
    /** {@code splitExternalLocalOriginErrors}. api@1.11.0 destination_rule.proto. */
    LOCAL_ORIGIN_ERRORS(11),
    /** {@code localityLbSetting} in a DestinationRule. api@1.5.0 destination_rule.proto. */
    LOCALITY_SETTING(5),
    /**
     * {@code failoverPriority} with {@code label=value} on STATIC entries. istio@1.18.0
     * pilot/pkg/networking/core/v1alpha3/loadbalancer, FailoverPriorityLabelDefaultSeparator.
     */
    FAILOVER_PRIORITY_STATIC(18),
    /** The same on DNS entries. istio@1.30.0 pilot/pkg/networking/core/cluster_traffic_policy.go. */
    FAILOVER_PRIORITY_DNS(30),
    /** A client whose nodes carry no locality still gets weights and priorities. istio@1.12.0 loadbalancer.go. */
    UNLABELLED_CLIENTS(12),
    /** {@code retryRemoteLocalities}. api@1.6.0 virtual_service.proto; istio@1.6.0 route/retry/retry.go. */
    RETRY_REMOTE_LOCALITIES(6),
    /**
     * AUTO_PASSTHROUGH matches {@code hosts} against service names; before, against the whole SNI. istio@1.8.6, 1.9.5
     * and 1.10.0 gateway.go, builtAutoPassthroughFilterChains.
     */
    PASSTHROUGH_BY_SERVICE(10, 8, 6, 9, 5),
    /**
     * {@code outbound_.80_._.host} is valid in a VirtualService's {@code sniHosts}. istio@1.22.4, 1.23.3 and 1.24.0
     * validation.go, ValidateWildcardDomainForVirtualServiceBoundToGateway.
     */
    UNDERSCORE_SNI_HOSTS(24, 22, 4, 23, 3),
    /** EnvoyFilter {@code configPatches}, as Istio's own chart wrote them. istio@1.5.0 preconfigured.yaml. */
    CONFIG_PATCHES(5),
    /** EnvoyFilter {@code typed_config} in the chart's own rewrite filter. istio@1.7.0 preconfigured.yaml. */
    TYPED_REWRITE(7),
    /** The agent answers DNS for ServiceEntries; a gateway labelled {@code eastwestgateway} exists. istio@1.8.0. */
    EAST_WEST_GATEWAY(8),
    /** {@code subjectAltNames} of a ServiceEntry are checked. istio@1.5.0 push_context.go; ignored in 1.1. */
    ENTRY_IDENTITIES(5);

    private final int minor;

    @SuppressWarnings("ImmutableEnumChecker") // Never changed, never handed out.
    private final int[] backports;

    /** Known from {@code 1.minor}, and from each {@code 1.m.p} of the pairs m, p within minor m. */
    Feature(int minor, int... backports) {
        this.minor = minor;
        this.backports = backports;
    }

    /** Whether a release knows this. */
    public boolean in(IstioVersion version) {
        if (version.atLeast(minor)) {
            return true;
        }
        for (int i = 0; i < backports.length; i += 2) {
            if (version.minor() == backports[i] && version.patch() >= backports[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The first release of the line that has it everywhere. */
    public IstioVersion since() {
        return new IstioVersion(minor, IstioVersion.LAST_PATCH);
    }
}

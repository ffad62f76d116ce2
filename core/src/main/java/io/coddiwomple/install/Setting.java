package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;
import java.util.List;

/**
 * Every key that is written for an installer, the minors whose installer reads it, and where that was read:
 * {@code istio} is istio/istio and {@code operator} istio/operator at the tag behind the {@code @}.
 *
 * <p>In a path {@code *} stands for a gateway's name, and {@code []} for the items of a list.
 */
public enum Setting {
    CHART_DNS_SEARCH(
            "global.podDNSSearchNamespaces",
            1,
            5,
            "istio@1.1.0 install/kubernetes/helm/istio/templates/sidecar-injector-configmap.yaml; 1.2.10 to 1.5.10"
                    + " files/injection-template.yaml"),
    CHART_MULTICLUSTER(
            "global.multiCluster.enabled",
            1,
            5,
            "istio@1.1.7, 1.4.10, 1.5.10 install/kubernetes/helm/istio/charts/gateways/templates/preconfigured.yaml"),
    CHART_CONTROL_PLANE_SECURITY(
            "global.controlPlaneSecurityEnabled",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/values.yaml and"
                    + " example-values/values-istio-multicluster-gateways.yaml"),
    CHART_CLUSTER_DOMAIN(
            "global.proxy.clusterDomain", 1, 5, "istio@1.1.17, 1.4.10 install/kubernetes/helm/istio/values.yaml"),
    CHART_TRUST_DOMAIN(
            "global.trustDomain", 1, 5, "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/templates/configmap.yaml"),
    CHART_TRUST_DOMAIN_ALIASES(
            "global.trustDomainAliases",
            4,
            5,
            "istio@1.4.10, 1.5.10 install/kubernetes/helm/istio/templates/configmap.yaml; not in 1.3.8"),
    CHART_SELF_SIGNED(
            "security.selfSigned",
            1,
            5,
            "istio@1.1.7, 1.5.10 install/kubernetes/helm/istio/charts/security/templates/deployment.yaml"),
    CHART_COREDNS(
            "istiocoredns.enabled",
            1,
            5,
            "istio@1.1.7, 1.5.10 install/kubernetes/helm/istio/requirements.yaml and"
                    + " charts/istiocoredns/templates/configmap.yaml"),
    CHART_LOCALITY(
            "pilot.env.PILOT_ENABLE_LOCALITY_LOAD_BALANCING",
            1,
            2,
            "istio@1.1.17 pilot/pkg/proxy/envoy/v2/eds.go; 1.2.10 pkg/features/pilot/pilot.go; not in 1.3.8"),
    CHART_ANY_TRUST_DOMAIN(
            "pilot.env.PILOT_SKIP_VALIDATE_TRUST_DOMAIN",
            3,
            5,
            "istio@1.3.0, 1.5.0 pilot/pkg/security/authn/v1alpha1/policy_applier.go"),
    CHART_GATEWAY_ENABLED(
            "gateways.*.enabled",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml: any name"),
    CHART_GATEWAY_NAMESPACE(
            "gateways.*.namespace",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml"),
    CHART_GATEWAY_LABELS(
            "gateways.*.labels",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml"),
    CHART_GATEWAY_TYPE(
            "gateways.*.type",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/service.yaml"),
    CHART_GATEWAY_PORTS(
            "gateways.*.ports",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/service.yaml and values.yaml"),
    CHART_GATEWAY_CREDENTIALS(
            "gateways.*.sds.enabled",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml"),
    CHART_GATEWAY_CREDENTIALS_IMAGE(
            "gateways.*.sds.image",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/charts/gateways/values.yaml"),
    CHART_ROUTER_MODE(
            "gateways.*.env.ISTIO_META_ROUTER_MODE",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/charts/gateways/values.yaml"),
    CHART_NETWORK_VIEW(
            "gateways.*.env.ISTIO_META_REQUESTED_NETWORK_VIEW",
            1,
            5,
            "istio@1.1.7, 1.5.10 install/kubernetes/helm/istio/example-values/values-istio-multicluster-gateways.yaml"),

    CONTROL_PLANE_NAMESPACE("spec.defaultNamespace", 4, 4, "operator@1.4.10 data/profiles/default.yaml"),
    CONTROL_PLANE_COREDNS(
            "spec.coreDNS.enabled",
            4,
            4,
            "operator@1.4.0, 1.4.10 data/examples/multicluster/values-istio-multicluster-gateways.yaml"),
    CONTROL_PLANE_EGRESS(
            "spec.gateways.components.egressGateway.enabled",
            4,
            4,
            "operator@1.4.10 data/examples/multicluster/values-istio-multicluster-gateways.yaml"),

    OPERATOR_NAMESPACE(
            "metadata.namespace",
            5,
            Setting.LATEST,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.20.0 manifests/profiles/default.yaml"),
    OPERATOR_NAME("metadata.name", 24, Setting.LATEST, "istio@1.24.0 samples/multicluster/gen-eastwest-gateway.sh"),
    OPERATOR_PROFILE("spec.profile", 24, Setting.LATEST, "istio@1.24.0 samples/multicluster/gen-eastwest-gateway.sh"),
    OPERATOR_TRUST_DOMAIN(
            "spec.meshConfig.trustDomain",
            8,
            Setting.LATEST,
            "istio@1.8.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml, which reads no"
                    + " global.trustDomain any more"),
    OPERATOR_TRUST_DOMAIN_ALIASES(
            "spec.meshConfig.trustDomainAliases",
            7,
            Setting.LATEST,
            "istio@1.7.8 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml, which reads no"
                    + " global.trustDomainAliases any more; pilot/pkg/networking/plugin/authn/util.go"),
    OPERATOR_DNS_CAPTURE(
            "spec.meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE",
            8,
            Setting.LATEST,
            "istio@1.8.0 pilot/cmd/pilot-agent/main.go"),
    OPERATOR_COREDNS(
            "spec.addonComponents.istiocoredns.enabled",
            5,
            7,
            "istio@1.5.0, 1.6.0 operator/data/examples/multicluster/values-istio-multicluster-gateways.yaml; 1.7.0"
                    + " manifests/examples/multicluster/values-istio-multicluster-gateways.yaml"),
    OPERATOR_PILOT_ENV(
            "spec.components.pilot.k8s.env",
            5,
            6,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.5.0, 1.6.0"
                    + " pilot/pkg/security/authn/v1beta1/policy_applier.go PILOT_SKIP_VALIDATE_TRUST_DOMAIN"),
    OPERATOR_INGRESS(
            "spec.components.ingressGateways",
            5,
            Setting.LATEST,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.8.0 samples/multicluster/gen-eastwest-gateway.sh"),
    OPERATOR_EGRESS(
            "spec.components.egressGateways",
            5,
            Setting.LATEST,
            "istio@1.5.0 operator/data/examples/multicluster/values-istio-multicluster-gateways.yaml"),
    OPERATOR_GATEWAY_NAME(
            "spec.components.ingressGateways[].name",
            5,
            Setting.LATEST,
            "istio@1.5.10 operator/data/profiles/default.yaml"),
    OPERATOR_GATEWAY_NAMESPACE(
            "spec.components.ingressGateways[].namespace",
            5,
            Setting.LATEST,
            "istio/api@1.5 operator/v1alpha1/component.proto GatewaySpec"),
    OPERATOR_GATEWAY_ENABLED(
            "spec.components.ingressGateways[].enabled",
            5,
            Setting.LATEST,
            "istio@1.5.10 operator/data/profiles/default.yaml"),
    OPERATOR_GATEWAY_LABEL(
            "spec.components.ingressGateways[].label",
            5,
            Setting.LATEST,
            "istio/api@1.5 operator/v1alpha1/component.proto GatewaySpec; 1.8.0"
                    + " samples/multicluster/gen-eastwest-gateway.sh"),
    OPERATOR_GATEWAY_ENV(
            "spec.components.ingressGateways[].k8s.env",
            5,
            10,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.8.0 samples/multicluster/gen-eastwest-gateway.sh"),
    OPERATOR_GATEWAY_PORTS(
            "spec.components.ingressGateways[].k8s.service.ports",
            5,
            Setting.LATEST,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.8.0 samples/multicluster/gen-eastwest-gateway.sh"),
    OPERATOR_DNS_SEARCH(
            "spec.values.global.podDNSSearchNamespaces",
            5,
            7,
            "istio@1.5.0 manifests/istio-control/istio-discovery/files/injection-template.yaml; 1.7.0"
                    + " manifests/charts/istio-control/istio-discovery/files/injection-template.yaml; not in 1.8.0's"),
    OPERATOR_MULTICLUSTER(
            "spec.values.global.multiCluster.enabled",
            5,
            7,
            "istio@1.5.10 manifests/gateways/istio-ingress/templates/preconfigured.yaml; 1.7.8"
                    + " manifests/charts/gateways/istio-ingress/templates/preconfigured.yaml"),
    OPERATOR_OLD_TRUST_DOMAIN(
            "spec.values.global.trustDomain",
            5,
            7,
            "istio@1.5.0 manifests/istio-control/istio-discovery/templates/configmap.yaml; 1.7.8"
                    + " manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    OPERATOR_OLD_TRUST_DOMAIN_ALIASES(
            "spec.values.global.trustDomainAliases",
            5,
            6,
            "istio@1.5.0, 1.6.14 istio-discovery/templates/configmap.yaml"),
    OPERATOR_INGRESS_INJECTION(
            "spec.values.gateways.istio-ingressgateway.injectionTemplate",
            24,
            Setting.LATEST,
            "istio@1.24.0 samples/multicluster/gen-eastwest-gateway.sh"),
    OPERATOR_EGRESS_INJECTION(
            "spec.values.gateways.istio-egressgateway.injectionTemplate",
            24,
            Setting.LATEST,
            "istio@1.24.0 manifests/charts/gateways/istio-egress/templates/injected-deployment.yaml"),
    OPERATOR_ISTIO_NAMESPACE(
            "spec.values.global.istioNamespace",
            5,
            Setting.LATEST,
            "istio@1.5.0 manifests/global.yaml; 1.20.0 manifests/profiles/default.yaml"),
    OPERATOR_CLUSTER_DOMAIN(
            "spec.values.global.proxy.clusterDomain",
            5,
            Setting.LATEST,
            "istio@1.5.0 manifests/global.yaml; 1.20.0 manifests/profiles/default.yaml"),

    ISTIOD_TRUST_DOMAIN(
            "meshConfig.trustDomain",
            12,
            Setting.LATEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    ISTIOD_TRUST_DOMAIN_ALIASES(
            "meshConfig.trustDomainAliases",
            12,
            Setting.LATEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    ISTIOD_DNS_CAPTURE(
            "meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE",
            12,
            Setting.LATEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    ISTIOD_ISTIO_NAMESPACE(
            "global.istioNamespace",
            12,
            Setting.LATEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/values.yaml"),
    ISTIOD_CLUSTER_DOMAIN(
            "global.proxy.clusterDomain",
            12,
            Setting.LATEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/values.yaml"),

    GATEWAY_LABELS(
            "labels",
            12,
            Setting.LATEST,
            "istio@1.12.0 manifests/charts/gateway/values.yaml and templates/_helpers.tpl gateway.selectorLabels"),
    GATEWAY_TYPE("service.type", 12, Setting.LATEST, "istio@1.12.0 manifests/charts/gateway/values.yaml"),
    GATEWAY_PORTS("service.ports", 12, Setting.LATEST, "istio@1.12.0 manifests/charts/gateway/values.yaml");

    /** Stands for all later minors that are known. */
    private static final int LATEST = IstioVersion.NEWEST;

    private final String path;
    private final int first;
    private final int last;
    private final String source;

    Setting(String path, int first, int last, String source) {
        this.path = path;
        this.first = first;
        this.last = last;
        this.source = source;
    }

    /** Where it stands in its file, names joined by dots. */
    public String path() {
        return path;
    }

    /** Where this was read. */
    public String source() {
        return source;
    }

    /** Whether a release's installer reads it. */
    public boolean in(IstioVersion version) {
        return version.minor() >= first && version.minor() <= last;
    }

    /** The path below the innermost list item, with a gateway's name in its place. */
    List<String> steps(String gateway) {
        String below = path.substring(path.indexOf("[].") < 0 ? 0 : path.indexOf("[].") + "[].".length());
        return List.of(below.split("\\.")).stream()
                .map(step -> step.equals("*") ? gateway : step)
                .toList();
    }
}

package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;

/** What an {@code IstioOperator} says. */
enum OperatorSetting implements Setting {
    NAMESPACE(
            "metadata.namespace",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.20.0 manifests/profiles/default.yaml"),
    NAME(
            "metadata.name",
            24,
            IstioVersion.NEWEST,
            "istio@1.24.0 operator/pkg/install/install.go getOwnerLabels and prune;"
                    + " samples/multicluster/gen-eastwest-gateway.sh"),
    PROFILE("spec.profile", 24, IstioVersion.NEWEST, "istio@1.24.0 samples/multicluster/gen-eastwest-gateway.sh"),
    TRUST_DOMAIN(
            "spec.meshConfig.trustDomain",
            8,
            IstioVersion.NEWEST,
            "istio@1.8.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml, which reads no"
                    + " global.trustDomain any more"),
    TRUST_DOMAIN_ALIASES(
            "spec.meshConfig.trustDomainAliases",
            7,
            IstioVersion.NEWEST,
            "istio@1.7.8 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml, which reads no"
                    + " global.trustDomainAliases any more; pilot/pkg/networking/plugin/authn/util.go"),
    DNS_CAPTURE(
            "spec.meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE",
            8,
            IstioVersion.NEWEST,
            "istio@1.8.0 pilot/cmd/pilot-agent/main.go"),
    COREDNS(
            "spec.addonComponents.istiocoredns.enabled",
            5,
            7,
            "istio@1.5.0, 1.6.0 operator/data/examples/multicluster/values-istio-multicluster-gateways.yaml; 1.7.0"
                    + " manifests/examples/multicluster/values-istio-multicluster-gateways.yaml"),
    ANY_TRUST_DOMAIN(
            "spec.values.pilot.env.PILOT_SKIP_VALIDATE_TRUST_DOMAIN",
            5,
            6,
            "istio@1.5.10, 1.6.14 istio-control/istio-discovery/templates/deployment.yaml: beside the profile's own"
                    + " k8s.env, which a list there might replace; 1.5.0, 1.6.0"
                    + " pilot/pkg/security/authn/v1beta1/policy_applier.go"),
    INGRESS(
            "spec.components.ingressGateways",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.8.0 samples/multicluster/gen-eastwest-gateway.sh"),
    EGRESS(
            "spec.components.egressGateways",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.0 operator/data/examples/multicluster/values-istio-multicluster-gateways.yaml"),
    GATEWAY_NAME(
            "spec.components.ingressGateways[].name",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.10 operator/data/profiles/default.yaml"),
    GATEWAY_NAMESPACE(
            "spec.components.ingressGateways[].namespace",
            5,
            IstioVersion.NEWEST,
            "istio/api@1.5 operator/v1alpha1/component.proto GatewaySpec"),
    GATEWAY_ENABLED(
            "spec.components.ingressGateways[].enabled",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.10 operator/data/profiles/default.yaml"),
    GATEWAY_LABEL(
            "spec.components.ingressGateways[].label",
            5,
            IstioVersion.NEWEST,
            "istio/api@1.5 operator/v1alpha1/component.proto GatewaySpec; 1.8.0"
                    + " samples/multicluster/gen-eastwest-gateway.sh"),
    GATEWAY_ENV(
            "spec.components.ingressGateways[].k8s.env",
            5,
            10,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.8.0 samples/multicluster/gen-eastwest-gateway.sh"),
    GATEWAY_PORTS(
            "spec.components.ingressGateways[].k8s.service.ports",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.10 operator/data/profiles/default.yaml; 1.8.0 samples/multicluster/gen-eastwest-gateway.sh"),
    DNS_SEARCH(
            "spec.values.global.podDNSSearchNamespaces",
            5,
            7,
            "istio@1.5.0 manifests/istio-control/istio-discovery/files/injection-template.yaml; 1.7.0"
                    + " manifests/charts/istio-control/istio-discovery/files/injection-template.yaml; not in 1.8.0's"),
    MULTICLUSTER(
            "spec.values.global.multiCluster.enabled",
            5,
            7,
            "istio@1.5.10 manifests/gateways/istio-ingress/templates/preconfigured.yaml; 1.7.8"
                    + " manifests/charts/gateways/istio-ingress/templates/preconfigured.yaml"),
    OLD_TRUST_DOMAIN(
            "spec.values.global.trustDomain",
            5,
            7,
            "istio@1.5.0 manifests/istio-control/istio-discovery/templates/configmap.yaml; 1.7.8"
                    + " manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    OLD_TRUST_DOMAIN_ALIASES(
            "spec.values.global.trustDomainAliases",
            5,
            6,
            "istio@1.5.0, 1.6.14 istio-discovery/templates/configmap.yaml"),
    INGRESS_INJECTION(
            "spec.values.gateways.istio-ingressgateway.injectionTemplate",
            24,
            IstioVersion.NEWEST,
            "istio@1.24.0 samples/multicluster/gen-eastwest-gateway.sh"),
    EGRESS_INJECTION(
            "spec.values.gateways.istio-egressgateway.injectionTemplate",
            24,
            IstioVersion.NEWEST,
            "istio@1.24.0 manifests/charts/gateways/istio-egress/templates/injected-deployment.yaml"),
    ISTIO_NAMESPACE(
            "spec.values.global.istioNamespace",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.0 manifests/global.yaml; 1.20.0 manifests/profiles/default.yaml"),
    CLUSTER_DOMAIN(
            "spec.values.global.proxy.clusterDomain",
            5,
            IstioVersion.NEWEST,
            "istio@1.5.0 manifests/global.yaml; 1.20.0 manifests/profiles/default.yaml");

    @SuppressWarnings("ImmutableEnumChecker") // a record of text and numbers
    private final Row row;

    OperatorSetting(String path, int first, int last, String source) {
        row = new Row(path, first, last, source);
    }

    @Override
    public Row row() {
        return row;
    }
}

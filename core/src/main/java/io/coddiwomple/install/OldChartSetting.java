package io.coddiwomple.install;

/** What the chart {@code istio} of 1.1 to 1.5 reads. */
enum OldChartSetting implements Setting {
    DNS_SEARCH(
            "global.podDNSSearchNamespaces",
            1,
            5,
            "istio@1.1.0 install/kubernetes/helm/istio/templates/sidecar-injector-configmap.yaml; 1.2.10 to 1.5.10"
                    + " files/injection-template.yaml"),
    MULTICLUSTER(
            "global.multiCluster.enabled",
            1,
            5,
            "istio@1.1.7, 1.4.10, 1.5.10 install/kubernetes/helm/istio/charts/gateways/templates/preconfigured.yaml"),
    CONTROL_PLANE_SECURITY(
            "global.controlPlaneSecurityEnabled",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/values.yaml and"
                    + " example-values/values-istio-multicluster-gateways.yaml"),
    CLUSTER_DOMAIN(
            "global.proxy.clusterDomain", 1, 5, "istio@1.1.17, 1.4.10 install/kubernetes/helm/istio/values.yaml"),
    TRUST_DOMAIN(
            "global.trustDomain", 1, 5, "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/templates/configmap.yaml"),
    TRUST_DOMAIN_ALIASES(
            "global.trustDomainAliases",
            4,
            5,
            "istio@1.4.10, 1.5.10 install/kubernetes/helm/istio/templates/configmap.yaml; not in 1.3.8"),
    SELF_SIGNED(
            "security.selfSigned",
            1,
            5,
            "istio@1.1.7, 1.5.10 install/kubernetes/helm/istio/charts/security/templates/deployment.yaml"),
    COREDNS(
            "istiocoredns.enabled",
            1,
            5,
            "istio@1.1.7, 1.5.10 install/kubernetes/helm/istio/requirements.yaml and"
                    + " charts/istiocoredns/templates/configmap.yaml"),
    LOCALITY(
            "pilot.env.PILOT_ENABLE_LOCALITY_LOAD_BALANCING",
            1,
            2,
            "istio@1.1.17 pilot/pkg/proxy/envoy/v2/eds.go; 1.2.10 pkg/features/pilot/pilot.go; not in 1.3.8"),
    ANY_TRUST_DOMAIN(
            "pilot.env.PILOT_SKIP_VALIDATE_TRUST_DOMAIN",
            3,
            5,
            "istio@1.3.0, 1.5.0 pilot/pkg/security/authn/v1alpha1/policy_applier.go"),
    GATEWAY_ENABLED(
            "gateways.*.enabled",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml: any name"),
    GATEWAY_NAMESPACE(
            "gateways.*.namespace",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml"),
    GATEWAY_LABELS(
            "gateways.*.labels",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml"),
    GATEWAY_TYPE(
            "gateways.*.type",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/service.yaml"),
    GATEWAY_PORTS(
            "gateways.*.ports",
            1,
            5,
            "istio@1.1.17 install/kubernetes/helm/istio/charts/gateways/templates/service.yaml and values.yaml"),
    GATEWAY_CREDENTIALS(
            "gateways.*.sds.enabled",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/charts/gateways/templates/deployment.yaml"),
    GATEWAY_CREDENTIALS_IMAGE(
            "gateways.*.sds.image",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/charts/gateways/values.yaml"),
    ROUTER_MODE(
            "gateways.*.env.ISTIO_META_ROUTER_MODE",
            1,
            5,
            "istio@1.1.17, 1.5.10 install/kubernetes/helm/istio/charts/gateways/values.yaml"),
    NETWORK_VIEW(
            "gateways.*.env.ISTIO_META_REQUESTED_NETWORK_VIEW",
            1,
            5,
            "istio@1.1.7, 1.5.10 install/kubernetes/helm/istio/example-values/values-istio-multicluster-gateways.yaml");

    @SuppressWarnings("ImmutableEnumChecker") // a record of text and numbers
    private final Row row;

    OldChartSetting(String path, int first, int last, String source) {
        row = new Row(path, first, last, source);
    }

    @Override
    public Row row() {
        return row;
    }
}

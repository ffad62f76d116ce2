package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;

/** What the charts {@code istiod} and {@code gateway} read. */
enum ChartSetting implements Setting {
    ISTIOD_TRUST_DOMAIN(
            "meshConfig.trustDomain",
            12,
            IstioVersion.NEWEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    ISTIOD_TRUST_DOMAIN_ALIASES(
            "meshConfig.trustDomainAliases",
            12,
            IstioVersion.NEWEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    ISTIOD_DNS_CAPTURE(
            "meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE",
            12,
            IstioVersion.NEWEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/templates/configmap.yaml"),
    ISTIOD_ISTIO_NAMESPACE(
            "global.istioNamespace",
            12,
            IstioVersion.NEWEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/values.yaml"),
    ISTIOD_CLUSTER_DOMAIN(
            "global.proxy.clusterDomain",
            12,
            IstioVersion.NEWEST,
            "istio@1.12.0 manifests/charts/istio-control/istio-discovery/values.yaml"),
    GATEWAY_LABELS(
            "labels",
            12,
            IstioVersion.NEWEST,
            "istio@1.12.0 manifests/charts/gateway/values.yaml and templates/_helpers.tpl gateway.selectorLabels"),
    GATEWAY_TYPE("service.type", 12, IstioVersion.NEWEST, "istio@1.12.0 manifests/charts/gateway/values.yaml"),
    GATEWAY_PORTS("service.ports", 12, IstioVersion.NEWEST, "istio@1.12.0 manifests/charts/gateway/values.yaml");

    @SuppressWarnings("ImmutableEnumChecker") // a record of text and numbers
    private final Row row;

    ChartSetting(String path, int first, int last, String source) {
        row = new Row(path, first, last, source);
    }

    @Override
    public Row row() {
        return row;
    }
}

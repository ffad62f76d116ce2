package io.coddiwomple.install;

/** What an {@code IstioControlPlane} says, beside what it hands to the charts of 1.4. */
enum ControlPlaneSetting implements Setting {
    NAMESPACE("spec.defaultNamespace", 4, 4, "operator@1.4.10 data/profiles/default.yaml"),
    COREDNS(
            "spec.coreDNS.enabled",
            4,
            4,
            "operator@1.4.0, 1.4.10 data/examples/multicluster/values-istio-multicluster-gateways.yaml"),
    EGRESS(
            "spec.gateways.components.egressGateway.enabled",
            4,
            4,
            "operator@1.4.10 data/examples/multicluster/values-istio-multicluster-gateways.yaml");

    @SuppressWarnings("ImmutableEnumChecker") // a record of text and numbers
    private final Row row;

    ControlPlaneSetting(String path, int first, int last, String source) {
        row = new Row(path, first, last, source);
    }

    @Override
    public Row row() {
        return row;
    }
}

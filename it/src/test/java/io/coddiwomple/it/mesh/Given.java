package io.coddiwomple.it.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Input for {@code cw gen}: the clusters of {@link ThreeMeshes}, and services. */
final class Given {
    private static final String API = "---\napiVersion: coddiwomple.io/v1alpha1\nkind: ";

    private final ThreeMeshes meshes;
    private final List<String> services = new ArrayList<>();
    private final Map<String, String> existing = new TreeMap<>();
    private String shape = "local-sni";
    private String version = "1.31";
    private String gatewaysOfParis = "";
    private boolean byAddress;
    private boolean egress;

    Given(ThreeMeshes meshes) {
        this.meshes = meshes;
    }

    Given shape(String name) {
        shape = name;
        return this;
    }

    /** Gateways by IP address, so that entries are STATIC. */
    Given byAddress() {
        byAddress = true;
        return this;
    }

    /** @param wanted of Paris, as a YAML list, instead of the one that it has */
    Given gatewaysOfParis(String wanted) {
        gatewaysOfParis = wanted;
        return this;
    }

    /** Calls leave London through its egress gateway. */
    Given throughEgress() {
        egress = true;
        return this;
    }

    /** Plans for another version than the one that runs. */
    Given istio(String wanted) {
        version = wanted;
        return this;
    }

    /** @param spec of a GlobalService, in YAML's flow or block style */
    Given service(String name, String namespace, String spec) {
        services.add(API
                + "GlobalService\nmetadata: {name: %s, namespace: %s}\nspec:\n%s"
                        .formatted(name, namespace, spec.indent(2)));
        return this;
    }

    /** Objects that a cluster has already, as {@code --from} gives them. */
    Given beside(String cluster, String objects) {
        existing.put(cluster, objects);
        return this;
    }

    /** Three ports, by the names and numbers that most services of the lab have. */
    static String ports() {
        return """
                ports:
                - {name: http, number: 8000, protocol: HTTP}
                - {name: grpc, number: 7000, protocol: GRPC}
                - {name: tcp, number: 9000, protocol: TCP}
                """;
    }

    String text() {
        var text = new StringBuilder(API + "Federation\nmetadata: {name: lab}\nspec: {shape: %s}\n".formatted(shape));
        text.append(cluster("london", "localities: [eu/a, eu/b]", "eastwest-0", "istio-system", "eastwestgateway"));
        text.append(cluster("paris", "locality: eu/c", "edge-0", "edge", "edge"));
        text.append(cluster("tokyo", "locality: asia/j", "eastwest-0", "istio-system", "eastwestgateway"));
        services.forEach(text::append);
        return text.toString();
    }

    private String cluster(String name, String locality, String gateway, String namespace, String label) {
        boolean far = name.equals("tokyo");
        return API
                + """
                Cluster
                metadata: {name: %s}
                spec:
                  %s
                  istio: {version: "%s", trustDomain: %s, trustDomainAliases: [%s]}
                  egress: {enabled: %s}
                  gateways: %s
                """.formatted(
                                name,
                                locality,
                                version,
                                far ? "tokyo.example" : "cluster.local",
                                far ? "cluster.local" : "tokyo.example",
                                egress && name.equals("london"),
                                name.equals("paris") && !gatewaysOfParis.isEmpty()
                                        ? gatewaysOfParis
                                        : gateways(name, gateway, namespace, label));
    }

    private String gateways(String cluster, String gateway, String namespace, String label) {
        return "[{address: %s, namespace: %s, selector: {istio: %s}}]"
                .formatted(
                        byAddress ? meshes.pod(cluster, gateway).outerAddress() : gateway + "." + cluster + ".example",
                        namespace,
                        label);
    }

    /** Runs {@code cw gen} without loading what it prints. */
    Generated generate() {
        return meshes.generate(text(), existing);
    }

    Generated load() {
        return meshes.load(text(), existing);
    }
}

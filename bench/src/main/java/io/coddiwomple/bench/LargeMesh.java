package io.coddiwomple.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A federation as large as wanted: every service has two ports and runs in three clusters, and every cluster is a client
 * of every service. The same numbers give the same files.
 */
final class LargeMesh {
    private static final long SEED = 2018;
    private static final int BACKENDS = 3;

    private final int clusters;
    private final int services;

    LargeMesh(int clusters, int services) {
        this.clusters = clusters;
        this.services = services;
    }

    /** Arguments: clusters, services, folder. */
    public static void main(String[] arguments) throws IOException {
        var mesh = new LargeMesh(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        Path folder = Path.of(arguments[2]);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("clusters.json"), mesh.clusterFile());
        Files.writeString(folder.resolve("services.json"), mesh.serviceFile());
        Files.writeString(folder.resolve("mesh.yaml"), mesh.resources());
    }

    /** The cluster file of 2018. */
    String clusterFile() {
        var text = new StringBuilder("[\n");
        for (int i = 0; i < clusters; i++) {
            text.append("""
                    {"name": "%1$s", "address": "gateway.%1$s.example.com", "kubeconfig_path": "~/.kube/config", \
                    "kubeconfig_context": "%1$s"}""".formatted(cluster(i))).append(i < clusters - 1 ? ",\n" : "\n");
        }
        return text.append("]\n").toString();
    }

    /** The service file of 2018. */
    String serviceFile() {
        var random = new SplittableRandom(SEED);
        var text = new StringBuilder("[\n");
        for (int i = 0; i < services; i++) {
            text.append("""
                    {"name": "%1$s", "dns_prefixes": ["%1$s.%2$s"], "ports": [
                      {"name": "http", "protocol": "HTTP", "service_port": 8080, "backend_port": 8080},
                      {"name": "grpc", "protocol": "GRPC", "service_port": 9090, "backend_port": 9090}],
                     "backends": {""".formatted(service(i), namespace(i)));
            String separator = "";
            for (int backend : backends(random)) {
                text.append(separator).append("\"%s\": \"%s\"".formatted(cluster(backend), fqdn(i)));
                separator = ", ";
            }
            text.append("}}").append(i < services - 1 ? ",\n" : "\n");
        }
        return text.append("]\n").toString();
    }

    /** The same as resources. */
    String resources() {
        var random = new SplittableRandom(SEED);
        var text = new StringBuilder();
        for (int i = 0; i < clusters; i++) {
            text.append("""
                    apiVersion: coddiwomple.io/v1alpha1
                    kind: Cluster
                    metadata: {name: %1$s}
                    spec:
                      gateways: [{address: gateway.%1$s.example.com}]
                    ---
                    """.formatted(cluster(i)));
        }
        for (int i = 0; i < services; i++) {
            text.append("""
                    apiVersion: coddiwomple.io/v1alpha1
                    kind: GlobalService
                    metadata: {name: %s, namespace: %s}
                    spec:
                      ports: [{name: http, number: 8080, protocol: HTTP}, {name: grpc, number: 9090, protocol: GRPC}]
                      backends:
                    """.formatted(service(i), namespace(i)));
            for (int backend : backends(random)) {
                text.append("  - {cluster: %s, service: %s}\n".formatted(cluster(backend), fqdn(i)));
            }
            text.append("---\n");
        }
        return text.toString();
    }

    private int[] backends(SplittableRandom random) {
        var chosen = new TreeSet<Integer>();
        while (chosen.size() < Math.min(BACKENDS, clusters)) {
            chosen.add(random.nextInt(clusters));
        }
        return Arrays.stream(chosen.toArray(Integer[]::new))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String cluster(int index) {
        return "cluster-%03d".formatted(index);
    }

    private static String service(int index) {
        return "service-%05d".formatted(index);
    }

    private static String namespace(int index) {
        return "team-%03d".formatted(index % 100);
    }

    private static String fqdn(int index) {
        return service(index) + "." + namespace(index) + ".svc.cluster.local";
    }
}

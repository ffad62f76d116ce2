package io.coddiwomple.app.wiring;

/** Input of {@code cw dns} in tests. */
final class DnsInput {
    private DnsInput() {}

    static String mesh(String service) {
        return """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec: {gateways: [{address: 203.0.113.7}]}
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: paris}
                spec: {gateways: [{address: 203.0.113.8}]}
                """ + service(service, "");
    }

    static String service(String name, String more) {
        return """
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: GlobalService
                metadata: {name: %1$s, namespace: bar}
                spec:
                  ports: [{name: http, number: 80, protocol: HTTP}]
                  backends: [{cluster: london, service: %1$s.bar.svc.cluster.local}]
                  %2$s
                """.formatted(name, more);
    }

    static String entry(String host, String addresses) {
        return """
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: e}
                spec: {hosts: [%s], addresses: [%s]}
                """.formatted(host, addresses);
    }
}

package io.coddiwomple.envoy;

/** Resources that tests share, in the form of the default shape. */
final class Samples {
    /** Three ranks: the own cluster, then Ohio, then Paris; a second port for gRPC with keep-alive. */
    static final String CLIENT = """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: web.shop.global, namespace: cw}
            spec:
              hosts: [web.shop.global]
              addresses: [242.48.187.252]
              location: MESH_INTERNAL
              resolution: DNS
              ports:
              - {number: 8000, name: http, protocol: HTTP}
              - {number: 9000, name: grpc, protocol: GRPC}
              - {number: 5432, name: sql, protocol: TCP}
              endpoints:
              - address: web.shop.svc.cluster.local
                ports: {http: 8000, grpc: 9000, sql: 5432}
                labels: {rank-1: "y", rank-2: "y", security.istio.io/tlsMode: istio}
              - address: paris.example.com
                ports: {http: 15443, grpc: 15443, sql: 15443}
                labels: {security.istio.io/tlsMode: istio}
              - address: ohio.example.com
                ports: {http: 15443, grpc: 15443, sql: 15443}
                labels: {rank-2: "y", security.istio.io/tlsMode: istio}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: web.shop.global, namespace: cw}
            spec:
              host: web.shop.global
              trafficPolicy:
                tls: {mode: DISABLE}
                portLevelSettings:
                - port: {number: 8000}
                  connectionPool: {tcp: {connectTimeout: 1500ms}}
                  loadBalancer: {localityLbSetting: {enabled: true, failoverPriority: [rank-2=y, rank-1=y]}}
                  outlierDetection:
                    splitExternalLocalOriginErrors: true
                    consecutiveLocalOriginFailures: 2
                    consecutiveGatewayErrors: 5
                    consecutive5xxErrors: 0
                    interval: 1s
                    baseEjectionTime: 10s
                    maxEjectionPercent: 100
                  tls: {mode: ISTIO_MUTUAL, sni: outbound_.80_._.www.web.svc.cluster.local}
                - port: {number: 9000}
                  connectionPool: {http: {http2KeepAlive: {interval: 5s, timeout: 7s}}}
                  tls: {mode: ISTIO_MUTUAL, subjectAltNames: ["spiffe://paris/ns/web/sa/www"]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: web.shop.global, namespace: cw}
            spec:
              hosts: [web.shop.global]
              http:
              - match: [{headers: {x-canary: {exact: always}}, port: 8000}]
                route:
                - {destination: {host: web.shop.global, subset: canary, port: {number: 8000}}, weight: 10}
                - {destination: {host: web.shop.global, port: {number: 8000}}, weight: 90}
                rewrite: {authority: www.web.svc.cluster.local}
              - match: [{port: 8000}]
                route: [{destination: {host: web.shop.global}}]
                timeout: 3s
                retries: {attempts: 3, retryOn: connect-failure, retryRemoteLocalities: true, perTryTimeout: 250ms}
            """;

    /** Only one of the services of the cluster is exported, and a version of it too. */
    static final String EXPORT = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: export, namespace: cw}
            spec:
              selector: {istio: eastwestgateway}
              servers:
              - port: {number: 15443, name: tls, protocol: TLS}
                tls: {mode: AUTO_PASSTHROUGH}
                hosts: [web.shop.svc.cluster.local]
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: versions, namespace: istio-system}
            spec:
              host: web.shop.svc.cluster.local
              subsets: [{name: v2, labels: {version: v2}}]
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: secret, namespace: cw}
            spec:
              hosts: [secret.shop.global]
              location: MESH_INTERNAL
              resolution: DNS
              addresses: [242.0.0.9]
              ports: [{number: 8000, name: http, protocol: HTTP}]
              endpoints: [{address: secret.shop.svc.cluster.local}]
            """;

    private Samples() {}
}

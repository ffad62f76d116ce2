package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two meshes whose certificates come from different roots: nothing gets through, and nothing in plain text either. */
@Tag("peers")
class DifferentRootsTest {
    @BeforeAll
    static void needsMeshes() {
        Peers.needMeshes();
    }

    @Test
    void refuseEachOther() {
        try (Lab lab = Lab.start(
                Blueprint.cluster("london")
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .client("client-0", "foo", "a"),
                Blueprint.cluster("oslo")
                        .root("another")
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .client("client-0", "foo", "a")
                        .server("httpbin-0", "bar", "httpbin", Map.of())
                        .service(
                                "httpbin",
                                "bar",
                                "httpbin",
                                new Blueprint.PortPlan("http", 8000, HttpApp.PORT, "http"),
                                new Blueprint.PortPlan("tcp", 9000, TcpApp.PORT, "tcp")))) {
            Generated generated = Generated.from(INPUT, Map.of(), lab.folder().resolve("gen"));
            Parallel.forEach(lab.clusters(), cluster -> cluster.load(generated.of(cluster.name())));

            Caller stranger = Caller.in(lab.cluster("london").pod("client-0"));
            Series calls = Series.of(5, () -> stranger.http("http://httpbin.bar.global:8000/"));
            assertThat(calls.answers())
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503));
            assertThat(stranger.tcp("httpbin.bar.global", 9000).good()).isFalse();
            Pod server = lab.cluster("oslo").pod("httpbin-0");
            assertThat(server.http().received()).isZero();

            Caller own = Caller.in(lab.cluster("oslo").pod("client-0"));
            Answer answer = own.http("http://httpbin.bar.global:8000/");
            assertThat(answer.good()).as(answer.toString()).isTrue();
        }
    }

    private static final String INPUT = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec:
              istio: {version: "1.31"}
              gateways: [{address: eastwest-0.london.example}]
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: oslo}
            spec:
              istio: {version: "1.31"}
              gateways: [{address: eastwest-0.oslo.example}]
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: httpbin, namespace: bar}
            spec:
              ports:
              - {name: http, number: 8000, protocol: HTTP}
              - {name: tcp, number: 9000, protocol: TCP}
              backends: [{cluster: oslo}]
            """;
}

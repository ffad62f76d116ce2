package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a cluster had before, beside what cw generates: the facts that its findings rest on. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class ExistingObjectsTest {
    private static final String HOST = "httpbin.bar.global";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What Istio's own multi-cluster guide has users create, for the gateway of Paris. */
    private static final String WIDE = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: cross-network-gateway, namespace: edge}
            spec:
              selector: {istio: edge}
              servers:
              - port: {number: 15443, name: tls, protocol: TLS}
                tls: {mode: AUTO_PASSTHROUGH}
                hosts: ["*.local"]
            """;

    private static Given given(ThreeMeshes meshes) {
        return meshes.given().service("httpbin", "bar", Given.ports() + "backends: [{cluster: paris}]");
    }

    private static Answer call(ThreeMeshes meshes) {
        return meshes.client().http("http://" + HOST + ":8000/");
    }

    /**
     * Two Gateways that name a service in different words make istiod send the same filter chain twice, and Envoy
     * refuse the whole listener: what is exported later never arrives. That is why cw refuses to write such a Gateway.
     */
    @Test
    void wideGatewayBesideOursBreaksTheListener(ThreeMeshes meshes) {
        assertThatThrownBy(() -> given(meshes).beside("paris", WIDE).generate())
                .hasMessageContaining("cross-network-gateway");

        given(meshes).load();
        assertThat(call(meshes).good()).isTrue();
        Proxy gateway = meshes.pod("paris", "edge-0").proxy();
        long refused = gateway.statistic("listener_manager.lds.update_rejected");
        meshes.cluster("paris").apply(WIDE);
        Await.until(
                "Envoy refuses the listener",
                LIMIT,
                () -> gateway.statistic("listener_manager.lds.update_rejected") > refused);
        assertThat(meshes.cluster("paris").istiod().log()).contains("duplicate matcher");
        given(meshes).load();
        assertThat(call(meshes).good()).isTrue();
    }

    @Test
    void anotherGatewayWithTheSameHostsDoesNoHarm(ThreeMeshes meshes) {
        String exact = WIDE.replace("*.local", "httpbin.bar.svc.cluster.local");
        Generated generated = given(meshes).beside("paris", exact).load();
        assertThat(generated.findings()).doesNotContain("cross-network-gateway");
        meshes.cluster("paris").add(exact);
        assertThat(call(meshes).good()).isTrue();
    }

    /** In the caller's namespace a rule of the user's replaces ours whole, mutual TLS included. */
    @Test
    void aDestinationRuleInTheCallersNamespaceWins(ThreeMeshes meshes) {
        String theirs = """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: theirs, namespace: foo}
                spec:
                  host: httpbin.bar.global
                  trafficPolicy: {connectionPool: {tcp: {maxConnections: 10}}}
                """;
        Generated generated = given(meshes).beside("london", theirs).load();
        assertThat(generated.findings()).contains("foo/theirs");
        meshes.cluster("london").add(theirs);
        assertThat(call(meshes).status()).isEqualTo(503);
        Caller elsewhere = Caller.in(meshes.pod("london", "orders-0"));
        assertThat(elsewhere.http("http://" + HOST + ":8000/").good()).isTrue();
    }

    /** One that only the caller's namespace sees wins; of those that all see, the oldest does. */
    @Test
    void aPrivateVirtualServiceInTheCallersNamespaceWins(ThreeMeshes meshes) {
        String theirs = """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: theirs, namespace: foo}
                spec:
                  hosts: [httpbin.bar.global]
                  exportTo: ["."]
                  http:
                  - headers: {request: {set: {x-mark: theirs}}}
                    route: [{destination: {host: httpbin.bar.global}}]
                """;
        given(meshes).load();
        Generated generated = given(meshes).beside("london", theirs).load();
        assertThat(generated.findings()).contains("foo/theirs");
        meshes.cluster("london").add(theirs);
        assertThat(Caller.seen(call(meshes), "x-mark")).isEqualTo("theirs");
    }

    /** In the caller's namespace it comes before ours, whoever may see it; elsewhere the older of the two counts. */
    @Test
    void aServiceEntryForTheSameHostWinsInItsNamespace(ThreeMeshes meshes) {
        String theirs = """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: theirs, namespace: foo}
                spec:
                  hosts: [httpbin.bar.global]
                  addresses: [240.9.9.9]
                  location: MESH_EXTERNAL
                  resolution: STATIC
                  ports: [{number: 8000, name: http, protocol: HTTP}]
                  endpoints: [{address: 127.0.0.1, ports: {http: 9}}]
                """;
        given(meshes).load();
        Generated generated = given(meshes).beside("london", theirs).load();
        assertThat(generated.findings()).contains("foo/theirs");
        meshes.cluster("london").add(theirs);
        assertThat(meshes.client().resolve(HOST)).containsExactly("240.9.9.9");
        assertThat(call(meshes).good()).isFalse();
        Caller elsewhere = Caller.in(meshes.pod("london", "orders-0"));
        assertThat(elsewhere.resolve(HOST)).doesNotContain("240.9.9.9");
        assertThat(elsewhere.http("http://" + HOST + ":8000/").good()).isTrue();
        meshes.cluster("london").add(theirs + "  exportTo: [\".\"]\n");
        assertThat(call(meshes).good()).isFalse();
    }

    @Test
    void aSidecarThatDoesNotImportOurNamespaceHidesTheHosts(ThreeMeshes meshes) {
        String theirs = """
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata: {name: default, namespace: foo}
                spec:
                  egress: [{hosts: ["./*", "istio-system/*", "cw-lab/*"%s]}]
                """;
        Generated generated =
                given(meshes).beside("london", theirs.formatted("")).load();
        assertThat(generated.findings()).contains("foo/default");
        meshes.cluster("london").add(theirs.formatted(""));
        assertThat(meshes.client().resolve(HOST)).isEmpty();
        meshes.cluster("london").add(theirs.formatted(", \"cw/*\""));
        assertThat(call(meshes).good()).isTrue();
    }

    /** Where all see only their own namespace, global hosts do not exist until ours is added. */
    @Test
    void aSidecarForTheWholeMeshHidesOurs(ThreeMeshes meshes) {
        String hiding = """
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata: {name: default, namespace: istio-system}
                spec: {egress: [{hosts: ["./*", "istio-system/*", "cw-lab/*"]}]}
                """;
        Generated generated = given(meshes).beside("london", hiding).load();
        assertThat(generated.findings()).contains("istio-system/default").contains("\"cw/*\"");
        assertThat(call(meshes).good()).isTrue();
        meshes.cluster("london").add(hiding);
        assertThat(meshes.client().resolve(HOST)).isEmpty();

        String mended = hiding.replace("\"./*\"", "\"./*\", \"cw/*\"");
        meshes.cluster("london").add(mended);
        assertThat(call(meshes).good()).isTrue();
        assertThat(given(meshes).beside("london", mended).generate().findings()).doesNotContain("istio-system/default");
    }

    /** The listener that Envoy refuses is also all that a new gateway pod would get. */
    @Test
    void aGatewayThatRestartsBesideAWideOneServesNothing(ThreeMeshes meshes) {
        given(meshes).load();
        assertThat(call(meshes).good()).isTrue();
        Pod gateway = meshes.pod("paris", "edge-0");
        meshes.cluster("paris").apply(WIDE);
        gateway.killProxy();
        gateway.startProxy();
        Await.until(
                "Envoy refuses the listener",
                LIMIT,
                () -> gateway.proxy().answers()
                        && gateway.proxy().statistic("listener_manager.lds.update_rejected") > 0);
        assertThat(call(meshes).good()).isFalse();

        given(meshes).load();
        gateway.proxy().awaitReady();
        Await.until("calls are good again", LIMIT, () -> call(meshes).good());
    }
}

package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The default shape, every protocol, from every kind of node. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class LocalSniTest {
    @BeforeAll
    static void load(ThreeMeshes meshes) {
        meshes.given()
                .service("httpbin", "bar", Given.ports() + "backends: [{cluster: paris}]")
                .load();
    }

    @Test
    void carriesHttp(ThreeMeshes meshes) {
        for (Caller client : meshes.clients()) {
            Series calls = Series.of(10, () -> client.http("http://httpbin.bar.global:8000/"));
            assertThat(calls.failed()).as(calls::toString).isZero();
            assertThat(calls.clusters()).containsOnlyKeys("paris");
        }
    }

    @Test
    void carriesTcp(ThreeMeshes meshes) {
        for (Caller client : meshes.clients()) {
            Series calls = Series.of(10, () -> client.tcp("httpbin.bar.global", 9000));
            assertThat(calls.failed()).as(calls::toString).isZero();
            assertThat(calls.clusters()).containsOnlyKeys("paris");
        }
    }

    @Test
    void carriesGrpc(ThreeMeshes meshes) {
        try (var caller = new GrpcCaller(meshes.pod("london", "client-a"), "httpbin.bar.global", 7000)) {
            Series calls = Series.of(10, () -> caller.call("hello"));
            assertThat(calls.failed()).as(calls::toString).isZero();
            assertThat(calls.clusters()).containsOnlyKeys("paris");
        }
    }

    /** The agent answers from the entry alone, in every pod. */
    @Test
    void resolvesTheName(ThreeMeshes meshes) {
        for (Caller client : meshes.clients()) {
            List<String> addresses = client.resolve("httpbin.bar.global");
            assertThat(addresses).hasSize(1);
            assertThat(addresses.getFirst()).matches("2(4[0-9]|5[0-4])\\..*");
            assertThat(client.resolve("nothing.bar.global")).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNotExported(ThreeMeshes meshes) {
        // A client that makes its own entry for a service that Paris never exported gets no further than the gateway.
        String stolen = meshes.given()
                .service("secret", "bar", Given.ports() + "backends: [{cluster: paris}]")
                .generate()
                .of("london");
        meshes.cluster("london").add(stolen);
        Series calls = Series.of(3, () -> meshes.client().http("http://secret.bar.global:8000/"));
        assertThat(calls.failed()).as(calls::toString).isEqualTo(3);
        assertThat(meshes.client().tcp("secret.bar.global", 9000).good()).isFalse();
        assertThat(meshes.pod("paris", "edge-0").proxy().statistic("listener.0.0.0.0_15443.no_filter_chain_match"))
                .isPositive();
        assertThat(meshes.client().http("http://httpbin.bar.global:8000/").good())
                .isTrue();
    }

    @Test
    void tellsTheServerWhoCalls(ThreeMeshes meshes) {
        Answer answer = meshes.client().http("http://httpbin.bar.global:8000/");
        assertThat(Caller.seen(answer, "x-forwarded-client-cert"))
                .contains("URI=spiffe://cluster.local/ns/foo/sa/client");
        assertThat(Caller.seen(answer, "host")).isEqualTo("httpbin.bar.global:8000");
    }
}

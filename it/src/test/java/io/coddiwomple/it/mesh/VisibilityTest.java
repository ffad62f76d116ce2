package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who can call: {@code clients.clusters} and {@code clients.namespaces}. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class VisibilityTest {
    private static void load(ThreeMeshes meshes, String host, String clients) {
        meshes.given()
                .service(
                        "httpbin",
                        "bar",
                        Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: paris}]\nclients: " + clients)
                .load();
    }

    @Test
    void isSeenFromTheChosenNamespacesOnly(ThreeMeshes meshes) {
        String host = "private.bar.global";
        load(meshes, host, "{namespaces: [foo]}");
        assertThat(meshes.client().http("http://" + host + ":8000/").good()).isTrue();
        assertThat(Caller.in(meshes.pod("london", "orders-0")).resolve(host)).isEmpty();
        load(meshes, "shops.bar.global", "{namespaces: [shop]}");
        assertThat(meshes.client().resolve("shops.bar.global")).isEmpty();
        assertThat(Caller.in(meshes.pod("london", "orders-0"))
                        .http("http://shops.bar.global:8000/")
                        .good())
                .isTrue();
    }

    @Test
    void isSeenFromTheChosenClustersOnly(ThreeMeshes meshes) {
        String host = "londons.bar.global";
        load(meshes, host, "{clusters: [london]}");
        assertThat(meshes.client().http("http://" + host + ":8000/").good()).isTrue();
        assertThat(Caller.in(meshes.pod("tokyo", "orders-0")).resolve(host)).isEmpty();
        assertThat(Caller.in(meshes.pod("paris", "orders-0")).resolve(host)).isEmpty();
    }
}

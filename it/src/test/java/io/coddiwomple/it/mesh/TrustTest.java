package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clusters with trust domains of their own. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class TrustTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @AfterEach
    void trustAgain(ThreeMeshes meshes) {
        meshes.cluster("tokyo").trustAliases(List.of("cluster.local"));
    }

    private static void load(ThreeMeshes meshes, String host, String identities) {
        meshes.given()
                .service(
                        "orders",
                        "shop",
                        Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: tokyo" + identities + "}]\n")
                .load();
    }

    /** The serving mesh decides: a call is refused until it lists the caller's domain, and is good from then on. */
    @Test
    void needsTheAliasInTheServingMesh(ThreeMeshes meshes) {
        meshes.cluster("tokyo").trustAliases(List.of());
        for (int i = 0; ; i++) {
            // A host of its own, as connections that were made before are kept.
            String host = "distrusted-" + i + ".shop.global";
            load(meshes, host, "");
            Answer answer = meshes.client().http("http://" + host + ":8000/");
            if (!answer.good()) {
                assertThat(answer.status()).isEqualTo(503);
                meshes.cluster("tokyo").trustAliases(List.of("cluster.local"));
                Await.until(
                        "the call is good",
                        LIMIT,
                        () -> meshes.client().http("http://" + host + ":8000/").good());
                return;
            }
            assertThat(i).as("loads until Tokyo distrusts").isLessThan(20);
        }
    }

    @Test
    void pinsTheServersIdentity(ThreeMeshes meshes) {
        load(meshes, "pinned.shop.global", ", identities: [spiffe://tokyo.example/ns/shop/sa/orders]");
        Answer right = meshes.client().http("http://pinned.shop.global:8000/");
        assertThat(right.good()).as(right.toString()).isTrue();
        load(meshes, "impostor.shop.global", ", identities: [spiffe://tokyo.example/ns/shop/sa/payments]");
        Answer wrong = meshes.client().http("http://impostor.shop.global:8000/");
        assertThat(wrong.status()).as(wrong.toString()).isEqualTo(503);
    }

    @Test
    void isCalledByItsOwnWorkloadsToo(ThreeMeshes meshes) {
        load(meshes, "home.shop.global", "");
        Series calls = Series.of(
                5, () -> Caller.in(meshes.pod("tokyo", "bestellung-0")).http("http://home.shop.global:8000/"));
        assertThat(calls.failed()).as(calls::toString).isZero();
    }
}

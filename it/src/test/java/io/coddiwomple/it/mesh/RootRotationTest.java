package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code cw ca rotate} on two running meshes: a new root for both, and no call fails. */
@Tag("peers")
class RootRotationTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @BeforeAll
    static void needsMeshes() {
        Peers.needMeshes();
    }

    @Test
    void losesNoCallAndNeedsNoRestartOfIstiod() {
        try (Lab lab = Lab.start(
                Blueprint.cluster("london")
                        .manyRoots()
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .client("client-0", "foo", "a"),
                Blueprint.cluster("oslo")
                        .manyRoots()
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .server("httpbin-0", "bar", "httpbin", Map.of())
                        .service(
                                "httpbin",
                                "bar",
                                "httpbin",
                                new Blueprint.PortPlan("http", 8000, HttpApp.PORT, "http")))) {
            Generated generated =
                    Generated.from(IssuedTrustTest.INPUT, Map.of(), lab.folder().resolve("gen"));
            Parallel.forEach(lab.clusters(), cluster -> cluster.load(generated.of(cluster.name())));
            Caller client = Caller.in(lab.cluster("london").pod("client-0"));
            call(client, "before");

            CertificateAuthority authority = lab.cluster("london").authority();
            String old = authority.root();
            String option = "--start";
            do {
                String done = authority.cw("rotate", option);
                option = "--next";
                if (done.contains("the new root only")) {
                    // What must be waited for before: every workload has a certificate of the new root.
                    lab.clusters().forEach(RootRotationTest::renewWorkloads);
                    call(client, "with workloads of the new root");
                }
                for (MeshCluster cluster : lab.clusters()) {
                    apply(cluster);
                    call(client, cluster.name() + " after " + done);
                }
            } while (!authority.cw("rotate").contains("new root  none yet"));

            assertThat(authority.root()).isNotEqualTo(old);
            for (MeshCluster cluster : lab.clusters()) {
                assertThat(cluster.handedOut().strip())
                        .isEqualTo(authority.root().strip());
                renewWorkloads(cluster);
                assertThat(cluster.pods())
                        .allSatisfy(pod ->
                                assertThat(certificates(pod.proxy().trusted())).isEqualTo(1));
            }
            call(client, "with proxies that never saw the old root");
        }
    }

    /** The quick way: pods that start anew. */
    private static void renewWorkloads(MeshCluster cluster) {
        cluster.pods().forEach(pod -> {
            pod.killProxy();
            pod.restartProxy();
        });
    }

    private static int certificates(String pem) {
        return pem.split("-----BEGIN CERTIFICATE-----", -1).length - 1;
    }

    /** A kubelet brings the Secret to istiod, and what istiod hands out to the proxies. */
    private static void apply(MeshCluster cluster) {
        cluster.mountAuthority();
        Await.until(
                "istiod of " + cluster.name() + " hands out the roots of its files",
                LIMIT,
                () -> cluster.handedOut().strip().equals(cluster.roots().strip()));
        cluster.pods().forEach(pod -> pod.proxy().roots(cluster.handedOut()));
        Await.until(
                "the proxies of " + cluster.name() + " trust the roots of its files",
                LIMIT,
                () -> cluster.pods().stream()
                        .allMatch(pod -> certificates(pod.proxy().trusted()) == certificates(cluster.roots())));
    }

    private static void call(Caller client, String when) {
        Series calls = Series.of(5, () -> client.http("http://httpbin.bar.global:8000/"));
        assertThat(calls.failed()).as(() -> when + ": " + calls).isZero();
    }
}

package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where calls go when backends fail in one way or another, what that costs, and that they come back. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class FailoverTest {
    private static final String EVERYWHERE = "backends: [{cluster: london}, {cluster: paris}, {cluster: tokyo}]\n";
    private static final Duration SLOW = Duration.ofSeconds(1);

    /** Each test has a host of its own, so that no proxy remembers the failures of another. */
    private static void load(ThreeMeshes meshes, String host, String more) {
        meshes.given()
                .service("orders", "shop", Given.ports() + "hosts: [" + host + "]\n" + more)
                .load();
    }

    private static List<Pod> local(ThreeMeshes meshes) {
        return List.of(
                meshes.pod("london", "orders-0"), meshes.pod("london", "orders-1"), meshes.pod("london", "orders-2"));
    }

    private static Series http(ThreeMeshes meshes, String host, int calls) {
        return Series.of(calls, () -> meshes.client().http("http://" + host + ":8000/"));
    }

    @Test
    void staysInItsOwnClusterWhateverTheZone(ThreeMeshes meshes) {
        String host = "own.shop.global";
        load(meshes, host, EVERYWHERE);
        for (Caller client : meshes.clients()) {
            Series http = Series.of(20, () -> client.http("http://" + host + ":8000/"));
            assertThat(http.clusters()).as(http::toString).isEqualTo(Map.of("london", 20L));
            Series tcp = Series.of(20, () -> client.tcp(host, 9000));
            assertThat(tcp.clusters()).as(tcp::toString).isEqualTo(Map.of("london", 20L));
        }
    }

    @Test
    void losesNoCallWhenLocalPodsRefuse(ThreeMeshes meshes, TestReporter reporter) {
        String host = "refusing.shop.global";
        load(meshes, host, EVERYWHERE);
        assertThat(http(meshes, host, 10).clusters()).containsOnlyKeys("london");
        local(meshes).forEach(Pod::killProxy);
        Series during = http(meshes, host, 30);
        reporter.publishEntry("refused", during.toString());
        assertThat(during.failed()).as(during::toString).isZero();
        assertThat(during.slowerThan(SLOW)).as(during::toString).isZero();
        // The other cluster of the region, not the far one.
        assertThat(during.clusters()).containsOnlyKeys("paris");
        meshes.restore();
        comesBack(meshes, host, "london");
    }

    @Test
    void losesAtMostTheCallsOnOpenConnectionsWhenLocalPodsVanish(ThreeMeshes meshes, TestReporter reporter) {
        String host = "vanished.shop.global";
        load(meshes, host, EVERYWHERE);
        assertThat(http(meshes, host, 10).clusters()).containsOnlyKeys("london");
        local(meshes).forEach(Pod::cutOff);
        Series during = http(meshes, host, 20);
        reporter.publishEntry("vanished", during.toString());
        assertThat(during.failed()).as(during::toString).isLessThanOrEqualTo(1);
        assertThat(during.slowerThan(SLOW)).as(during::toString).isLessThanOrEqualTo(3);
        assertThat(during.clusters()).containsOnlyKeys("paris");
        meshes.restore();
        comesBack(meshes, host, "london");
    }

    @Test
    void leavesApplicationsAloneThatAnswer500(ThreeMeshes meshes) {
        String host = "failing.shop.global";
        load(meshes, host, EVERYWHERE);
        local(meshes).forEach(pod -> pod.http().answersWith(500));
        Series during = http(meshes, host, 30);
        assertThat(during.answers()).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.cluster()).isEqualTo("london");
        });
        local(meshes).forEach(pod -> pod.http().answersWith(200));
        Series after = http(meshes, host, 5);
        assertThat(after.clusters()).as(after::toString).isEqualTo(Map.of("london", 5L));
    }

    @Test
    void leavesAnotherClusterAloneThatAnswers500(ThreeMeshes meshes) {
        String host = "far-failing.shop.global";
        load(meshes, host, "backends: [{cluster: paris}, {cluster: tokyo}]\n");
        meshes.pod("paris", "orders-0").http().answersWith(500);
        Series during = http(meshes, host, 30);
        assertThat(during.answers()).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.cluster()).isEqualTo("paris");
        });
    }

    @Test
    void followsANamedOrder(ThreeMeshes meshes) {
        String host = "ordered.shop.global";
        load(meshes, host, EVERYWHERE + "traffic: {failover: [tokyo, london, paris]}\n");
        assertThat(http(meshes, host, 10).clusters()).isEqualTo(Map.of("tokyo", 10L));
        meshes.pod("tokyo", "eastwest-0").killProxy();
        Series second = http(meshes, host, 20);
        assertThat(second.failed()).as(second::toString).isZero();
        assertThat(second.clusters()).containsOnlyKeys("london");
        local(meshes).forEach(Pod::killProxy);
        Series third = http(meshes, host, 20);
        assertThat(third.failed()).as(third::toString).isZero();
        assertThat(third.clusters()).containsOnlyKeys("paris");
        meshes.restore();
        comesBack(meshes, host, "tokyo");
    }

    @Test
    void losesNoCallWhenOneOfThreeLocalPodsRefuses(ThreeMeshes meshes, TestReporter reporter) {
        String host = "one-of-three.shop.global";
        load(meshes, host, EVERYWHERE);
        Caller client = meshes.client();
        // Enough connections at once for each pod to have some.
        Series before = Series.atOnce(30, () -> client.http("http://" + host + ":8000/"));
        assertThat(before.pods()).as(before::toString).hasSize(3);
        Pod failing = meshes.pod("london", "orders-1");
        failing.killProxy();
        Series during = Series.atOnce(60, () -> client.http("http://" + host + ":8000/"));
        reporter.publishEntry("one of three refuses", during.toString());
        assertThat(during.failed()).as(during::toString).isZero();
        // What a controller does a moment later: the pod is no endpoint any more.
        meshes.cluster("london").withdraw(failing);
        comesBack(meshes, host, "london");
        Series after = Series.of(30, () -> meshes.client().tcp(host, 9000));
        assertThat(after.failed()).as(after::toString).isZero();
        assertThat(after.pods()).containsOnlyKeys("london/orders-0", "london/orders-2");
    }

    @Test
    void failsOverTcpOnceConnectingFails(ThreeMeshes meshes, TestReporter reporter) {
        String host = "tcp.shop.global";
        load(meshes, host, EVERYWHERE);
        assertThat(Series.of(5, () -> meshes.client().tcp(host, 9000)).clusters())
                .containsOnlyKeys("london");
        local(meshes).forEach(Pod::killProxy);
        Series during = Series.of(20, () -> meshes.client().tcp(host, 9000));
        reporter.publishEntry("tcp refused", during.toString());
        // TCP has no retries: the two failures that eject the local service are the caller's to repeat.
        assertThat(during.failed()).as(during::toString).isLessThanOrEqualTo(3);
        assertThat(during.clusters()).containsOnlyKeys("paris");
    }

    @Test
    void losesNoGrpcCallWhenLocalPodsRefuse(ThreeMeshes meshes, TestReporter reporter) {
        String host = "grpc.shop.global";
        load(meshes, host, EVERYWHERE);
        try (var caller = new GrpcCaller(meshes.pod("london", "client-a"), host, 7000)) {
            assertThat(Series.of(5, () -> caller.call("a")).clusters()).containsOnlyKeys("london");
            local(meshes).forEach(Pod::killProxy);
            Series during = Series.of(20, () -> caller.call("b"));
            reporter.publishEntry("grpc refused", during.toString());
            assertThat(during.failed()).as(during::toString).isZero();
            assertThat(during.clusters()).containsOnlyKeys("paris");
        }
    }

    /** Pings find the dead connection; a call on it waits for them, and none after it. */
    @Test
    void losesAtMostOneGrpcCallWhenLocalPodsVanish(ThreeMeshes meshes, TestReporter reporter) {
        String host = "grpc-vanished.shop.global";
        load(meshes, host, EVERYWHERE);
        try (var caller = new GrpcCaller(meshes.pod("london", "client-a"), host, 7000)) {
            assertThat(Series.of(5, () -> caller.call("a")).clusters()).containsOnlyKeys("london");
            local(meshes).forEach(Pod::cutOff);
            Series during = Series.of(20, () -> caller.call("b"));
            reporter.publishEntry("grpc vanished", during.toString());
            assertThat(during.failed()).as(during::toString).isLessThanOrEqualTo(1);
            assertThat(during.slowerThan(SLOW)).as(during::toString).isLessThanOrEqualTo(3);
            assertThat(during.clusters()).containsOnlyKeys("paris");
        }
    }

    /** Its sidecar answers 503, which is not safe to repeat: five of them eject the cluster. */
    @Test
    void losesFiveHttpCallsAndNoGrpcCallWhenOnlyTheApplicationIsDead(ThreeMeshes meshes, TestReporter reporter) {
        String host = "dead.shop.global";
        load(meshes, host, EVERYWHERE);
        assertThat(http(meshes, host, 10).clusters()).containsOnlyKeys("london");
        try (var caller = new GrpcCaller(meshes.pod("london", "client-a"), host, 7000)) {
            assertThat(caller.call("a").good()).isTrue();
            local(meshes).forEach(Pod::crashApps);
            Series first = http(meshes, host, 5);
            assertThat(first.failed()).as(first::toString).isEqualTo(5);
            Series late = untilGood(meshes, host);
            Series http = http(meshes, host, 25);
            Series grpc = Series.of(10, () -> caller.call("b"));
            reporter.publishEntry(
                    Map.of("http, dead application", first + "\n" + late + "\n" + http, "grpc", grpc.toString()));
            assertThat(http.failed()).as(http::toString).isZero();
            assertThat(http.clusters()).containsOnlyKeys("paris");
            assertThat(grpc.failed()).as(grpc::toString).isZero();
        }
    }

    /**
     * Envoy holds a change of health back for up to a second when the cluster changed less than a second before
     * ({@code update_merge_window} in its cluster.proto): calls until the ejection has reached its workers.
     */
    private static Series untilGood(ThreeMeshes meshes, String host) {
        List<Series> calls = new ArrayList<>();
        Await.until("the ejected endpoint is left alone", Duration.ofSeconds(5), () -> {
            calls.add(http(meshes, host, 1));
            return calls.getLast().failed() == 0;
        });
        return Series.joined(calls);
    }

    @Test
    void losesNoCallWhenAPodBehindAnotherGatewayRefuses(ThreeMeshes meshes, TestReporter reporter) {
        String host = "far-refusing.shop.global";
        load(meshes, host, "backends: [{cluster: paris}, {cluster: tokyo}]\n");
        assertThat(http(meshes, host, 10).clusters()).containsOnlyKeys("paris");
        meshes.pod("paris", "orders-0").killProxy();
        Series during = http(meshes, host, 20);
        reporter.publishEntry("far pod refuses", during.toString());
        assertThat(during.failed()).as(during::toString).isZero();
        assertThat(during.clusters()).containsOnlyKeys("tokyo");
    }

    @Test
    void losesAtMostTheCallsOnOpenConnectionsWhenAGatewayVanishes(ThreeMeshes meshes, TestReporter reporter) {
        String host = "far-vanished.shop.global";
        load(meshes, host, "backends: [{cluster: paris}, {cluster: tokyo}]\n");
        assertThat(http(meshes, host, 10).clusters()).containsOnlyKeys("paris");
        meshes.pod("paris", "edge-0").cutOff();
        Series during = http(meshes, host, 20);
        reporter.publishEntry("gateway vanished", during.toString());
        assertThat(during.failed()).as(during::toString).isLessThanOrEqualTo(1);
        assertThat(during.clusters()).containsOnlyKeys("tokyo");
    }

    /** The egress gateway fails over by itself, even for TCP: the caller's proxy repeats the connection. */
    @Test
    void losesNoCallThroughTheEgressGateway(ThreeMeshes meshes, TestReporter reporter) {
        String host = "egress.shop.global";
        meshes.given()
                .throughEgress()
                .service(
                        "orders",
                        "shop",
                        Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: paris}, {cluster: tokyo}]\n")
                .load();
        assertThat(http(meshes, host, 10).clusters()).containsOnlyKeys("paris");
        meshes.pod("paris", "edge-0").killProxy();
        Series during = http(meshes, host, 20);
        reporter.publishEntry("egress, gateway refuses", during.toString());
        assertThat(during.failed()).as(during::toString).isZero();
        assertThat(during.clusters()).containsOnlyKeys("tokyo");
    }

    @Test
    void failsOverBetweenGatewaysByAddress(ThreeMeshes meshes) {
        String host = "by-address.shop.global";
        meshes.given()
                .byAddress()
                .service(
                        "orders",
                        "shop",
                        Given.ports() + "hosts: [" + host + "]\nbackends: [{cluster: paris}, {cluster: tokyo}]\n")
                .load();
        assertThat(http(meshes, host, 10).clusters()).isEqualTo(Map.of("paris", 10L));
        meshes.pod("paris", "edge-0").killProxy();
        Series during = http(meshes, host, 20);
        assertThat(during.failed()).as(during::toString).isZero();
        assertThat(during.clusters()).containsOnlyKeys("tokyo");
        meshes.restore();
        comesBack(meshes, host, "paris");
    }

    private static void comesBack(ThreeMeshes meshes, String host, String cluster) {
        Await.until("all calls come back to " + cluster, Duration.ofSeconds(60), () -> {
            Series calls = http(meshes, host, 5);
            return calls.clusters().getOrDefault(cluster, 0L) == 5;
        });
    }
}

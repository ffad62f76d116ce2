package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lab itself, proven with objects written by hand: two meshes, one call between them. */
@Tag("peers")
class LabTest {
    @BeforeAll
    static void needsMeshes() {
        Peers.needMeshes();
    }

    @Test
    void carriesACallBetweenTwoMeshesAndLeavesNothingBehind() {
        List<String> before = Leftovers.mine();
        try (Lab lab = Lab.start(
                Blueprint.cluster("london")
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .client("client-0", "foo", "a"),
                Blueprint.cluster("paris")
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .server("httpbin-0", "bar", "httpbin", Map.of())
                        .service(
                                "httpbin",
                                "bar",
                                "httpbin",
                                new Blueprint.PortPlan("http", 8000, HttpApp.PORT, "http"),
                                new Blueprint.PortPlan("tcp", 9000, TcpApp.PORT, "tcp")))) {
            lab.cluster("paris").load(resource("local-sni-paris.yaml"));
            lab.cluster("london").load(resource("local-sni-london.yaml"));
            Caller client = Caller.in(lab.cluster("london").pod("client-0"));
            assertThat(client.resolve("httpbin.bar.global")).containsExactly("240.0.0.2");
            Series http = Series.of(20, () -> client.http("http://httpbin.bar.global:8000/get"));
            assertThat(http.failed()).as(http::toString).isZero();
            assertThat(http.pods()).containsOnlyKeys("paris/httpbin-0");
            assertThat(Caller.seen(http.answers().getFirst(), "x-forwarded-client-cert"))
                    .contains("URI=spiffe://cluster.local/ns/foo/sa/client");
            Series tcp = Series.of(20, () -> client.tcp("httpbin.bar.global", 9000));
            assertThat(tcp.failed()).as(tcp::toString).isZero();
            // The networks are apart: the pod's own address is out of reach.
            Answer direct = client.http(
                    "http://" + lab.cluster("paris").pod("httpbin-0").address() + ":8080/");
            assertThat(direct.good()).as(direct.toString()).isFalse();
        }
        assertThat(Leftovers.mine()).isEqualTo(before);
    }

    @Test
    void leavesNothingBehindWhenItDoesNotStart() {
        List<String> before = Leftovers.mine();
        Blueprint impossible = Blueprint.cluster("london").node("a", "eu/a").client("not_a_name", "foo", "a");
        assertThatThrownBy(() -> Lab.start(impossible)).hasMessageContaining("not_a_name");
        assertThat(Leftovers.mine()).isEqualTo(before);
    }

    @Test
    void removesWhatAKilledRunLeft() throws IOException {
        long dead = endedProcess();
        String name = "cwlab-" + dead + "-1-orphan";
        NetNamespace.create(name);
        Process orphan = new ProcessBuilder("ip", "netns", "exec", name, "sleep", "600").start();
        Path folder = Files.createDirectory(Leftovers.folders().resolve("cwlab-" + dead + "-1-files"));
        Leftovers.clearOld();
        assertThat(folder).doesNotExist();
        assertThat(io.coddiwomple.sandbox.netns.NetNamespace.NAMES.resolve(name))
                .doesNotExist();
        assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    private static long endedProcess() throws IOException {
        Process process = new ProcessBuilder("true").start();
        process.onExit().join();
        return process.pid();
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(LabTest.class.getResourceAsStream("/mesh/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

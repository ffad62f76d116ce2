package io.coddiwomple.sandbox.process;

import static io.coddiwomple.sandbox.process.RealRun.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.coddiwomple.envoy.xds.Identity;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stock Envoy says of itself. */
@Tag("peers")
class RealAdminTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int PORT = 18_200;
    private static final String URI = "spiffe://cluster.local/ns/foo/sa/client";

    @TempDir
    private Path runtime;

    @TempDir
    private Path keys;

    private RealRun run;
    private Admin admin;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        run = RealRun.open(runtime);
        Identity identity = identity();
        run.server.publish(
                SampleConfig.of(
                        "node",
                        List.of(
                                SampleConfig.tls("inner", ADDRESS, PORT, "back.end"),
                                SampleConfig.answering("web", ADDRESS, PORT + 1, "hello")),
                        SampleConfig.cluster("back.end", 9),
                        SampleConfig.cluster("backxend", 10)),
                _ -> identity);
        ProxyProcess proxy = run.start("amsterdam/a", "node");
        proxy.awaitListeners(2, LIMIT);
        admin = proxy.admin();
    }

    @AfterEach
    void close() throws IOException {
        if (run != null) {
            run.close();
        }
    }

    private Identity identity() throws IOException, InterruptedException {
        Path key = keys.resolve("key.pem");
        Path certificate = keys.resolve("certificate.pem");
        ShortRun openssl = ShortRun.of(
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "1",
                        "-set_serial",
                        "0xabcdef",
                        "-subj",
                        "/O=test",
                        "-addext",
                        "subjectAltName=URI:" + URI,
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString()),
                LIMIT);
        assertThat(openssl.code()).as(openssl.output()).isZero();
        ByteString chain = ByteString.copyFrom(Files.readAllBytes(certificate));
        return new Identity(chain, ByteString.copyFrom(Files.readAllBytes(key)), chain);
    }

    @Test
    void certificatesAreThoseThatWereServed() throws IOException {
        assertThat(admin.certificates())
                .extracting(
                        Admin.CertificateInUse::serial, Admin.CertificateInUse::uris, Admin.CertificateInUse::authority)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("abcdef", List.of(URI), true),
                        org.assertj.core.groups.Tuple.tuple("abcdef", List.of(URI), false));
        assertThat(admin.certificates())
                .allMatch(certificate -> certificate.expires().startsWith("20"));
    }

    @Test
    void hostsAreThoseOfAllClusters() throws IOException {
        assertThat(admin.hosts())
                .contains(
                        new Admin.UpstreamHost("back.end", "127.0.0.1:9", true, false, 0, 0),
                        new Admin.UpstreamHost("backxend", "127.0.0.1:10", true, false, 0, 0))
                .anySatisfy(host -> {
                    assertThat(host.cluster()).isEqualTo("xds-grpc");
                    assertThat(host.address()).isEqualTo(run.xds.toString());
                });
    }

    @Test
    void listenersAreThoseWithSockets() throws IOException {
        assertThat(admin.listeners())
                .containsExactlyInAnyOrder(
                        new Admin.ActiveListener("inner", ADDRESS + ":" + PORT),
                        new Admin.ActiveListener("web", ADDRESS + ":" + (PORT + 1)));
    }

    @Test
    void statisticsAreFoundByTheirWholeName() throws IOException {
        // The dot of the name is a dot, and not any character.
        assertThat(admin.stat("cluster.back.end.membership_total")).hasValue(1);
        assertThat(admin.stat("cluster.back.end.membership_tot")).isEmpty();
        assertThat(admin.stats("^cluster\\.back.end\\.membership_total$"))
                .containsOnlyKeys("cluster.back.end.membership_total", "cluster.backxend.membership_total");
        assertThat(admin.text("listener_manager.lds.version_text"))
                .isEqualTo(java.util.Objects.requireNonNull(run.server.versions("node"))
                        .listeners());
        assertThat(admin.text("none")).isEmpty();
    }

    @Test
    void keepsTheStatisticsThatAreRead() throws IOException {
        assertThat(admin.stats("circuit_breakers|\\.http2\\.|\\.lb_subsets")).isEmpty();
        assertThat(admin.stats("").keySet())
                .contains(
                        "cluster.back.end.upstream_rq_total",
                        "cluster.back.end.upstream_cx_total",
                        "cluster.back.end.membership_healthy",
                        "cluster_manager.warming_clusters",
                        "listener_manager.total_listeners_active",
                        "listener_manager.total_listeners_warming",
                        "listener." + ADDRESS + "_" + PORT + ".no_filter_chain_match",
                        "listener." + ADDRESS + "_" + PORT + ".ssl.fail_verify_error",
                        "http.web.downstream_rq_active",
                        "server.live");
    }

    @Test
    void anErrorOfItsIsPassedOn() throws IOException {
        assertThatThrownBy(() -> admin.get("/nowhere"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("Envoy answers 404 to /nowhere: ");
        admin.post("/healthcheck/fail");
        assertThat(admin.ready()).isFalse();
    }
}

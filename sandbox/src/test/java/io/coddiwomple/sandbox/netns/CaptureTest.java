package io.coddiwomple.sandbox.netns;

import static io.coddiwomple.sandbox.netns.TestRun.PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.envoy.Peers;
import io.coddiwomple.sandbox.place.Placement.Forward;
import io.coddiwomple.sandbox.place.Placement.Outer;
import io.coddiwomple.sandbox.place.Placement.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Envoy as the sidecar, which passes on what it gets to where it was meant for. */
@Tag("peers")
class CaptureTest {
    private static final String WEB = "web.shop.svc.cluster.local";
    /** Where Envoy takes calls that it makes as a client to its own pod, and to a service by name. */
    private static final int TO_ITSELF = 9001;

    private static final int TO_SERVICE = 9002;

    @RegisterExtension
    final TestRun run = new TestRun();

    @TempDir
    Path folder;

    private NamespaceSpot app;
    private NamespaceSpot server;
    private Process envoy;

    @BeforeEach
    void startEnvoy() throws Exception {
        app = run.sidecar("amsterdam", "app");
        server = run.plain("barcelona", "server", new Outer("203.0.113.7", 15443, PORT));
        NamespaceSpot web = run.plain("amsterdam", "web");
        run.serve(app, "app");
        run.serve(server, "server");
        run.serve(web, "web");
        run.namespaces()
                .services(
                        "amsterdam",
                        List.of(
                                new Forward(WEB, "10.96.0.10", 80, List.of(new Target(web.address(), PORT))),
                                new Forward("own." + WEB, "10.96.0.11", 80, List.of(new Target(app.address(), PORT)))));
        Path config = Files.writeString(folder.resolve("envoy.yaml"), config(app.address()));
        envoy = new ProcessBuilder(app.proxyCommand(List.of(
                        Peers.envoy().toString(),
                        "-c",
                        config.toString(),
                        "--use-dynamic-base-id",
                        "--concurrency",
                        "1",
                        "-l",
                        "warning")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("envoy.log").toFile())
                .start();
        await().ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            assertThat(envoy.isAlive())
                    .describedAs(Files.readString(folder.resolve("envoy.log")))
                    .isTrue();
            assertThat(Echo.call(app, "203.0.113.7", 15443)).startsWith("server");
        });
    }

    @AfterEach
    void stopEnvoy() {
        if (envoy != null) {
            envoy.destroyForcibly().onExit().join();
        }
    }

    @Test
    void theApplicationsConnectionsPassTheSidecarAndKnowWhereToGo() throws Exception {
        assertThat(Echo.call(app, "203.0.113.7", 15443)).isEqualTo("server " + app.address());
        assertThat(Echo.call(app, "10.96.0.10", 80)).isEqualTo("web " + app.address());
        stopEnvoy();
        assertThatThrownBy(() -> Echo.call(app, "10.96.0.10", 80)).isInstanceOf(IOException.class);
    }

    @Test
    void connectionsToTheApplicationPassTheSidecar() throws Exception {
        NamespaceSpot client = run.plain("amsterdam", "client");
        assertThat(Echo.call(client, app.address(), PORT)).isEqualTo("app 127.0.0.6");
        // By a service of its own, out and in again.
        assertThat(Echo.call(app, "10.96.0.11", 80)).isEqualTo("app 127.0.0.6");
        // And directly, which is nobody's business.
        assertThat(Echo.call(app, app.address(), PORT)).isEqualTo("app " + app.address());
    }

    @Test
    void theSidecarReachesItsOwnPodThroughItself() throws Exception {
        assertThat(Echo.call(app, "127.0.0.1", TO_ITSELF)).isEqualTo("app 127.0.0.6");
    }

    @Test
    void theSidecarResolvesNamesOfItsCluster() {
        await().ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() ->
                        assertThat(Echo.call(app, "127.0.0.1", TO_SERVICE)).isEqualTo("web " + app.address()));
    }

    private static String config(String address) {
        String original = """
                listener_filters:
                    - name: envoy.filters.listener.original_dst
                      typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.listener.original_dst.v3.OriginalDst}
                """;
        return "static_resources:\n  listeners:\n"
                + listener("out", "0.0.0.0", 15001, original)
                + listener("in", "0.0.0.0", 15006, original)
                + listener("own", "127.0.0.1", TO_ITSELF, "")
                + listener("web", "127.0.0.1", TO_SERVICE, "")
                + "  clusters:\n"
                + cluster("out", "type: ORIGINAL_DST, lb_policy: CLUSTER_PROVIDED", "")
                + cluster(
                        "in",
                        "type: ORIGINAL_DST, lb_policy: CLUSTER_PROVIDED",
                        ", upstream_bind_config: {source_address: {address: 127.0.0.6, port_value: 0}}")
                + cluster("own", "type: STATIC", endpoint("own", address, PORT))
                + cluster("web", "type: STRICT_DNS, dns_lookup_family: V4_ONLY", endpoint("web", WEB, 80));
    }

    private static String listener(String name, String address, int port, String filters) {
        return """
                  - name: %1$s
                    address: {socket_address: {address: %2$s, port_value: %3$d}}
                    %4$s
                    filter_chains:
                    - filters:
                      - name: tcp
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          stat_prefix: %1$s
                          cluster: %1$s
                """.indent(2).formatted(name, address, port, filters.indent(4).strip());
    }

    private static String cluster(String name, String type, String more) {
        return "  - {name: " + name + ", " + type + more + "}\n";
    }

    private static String endpoint(String cluster, String address, int port) {
        return ", load_assignment: {cluster_name: %s, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: %s, port_value: %d}}}}]}]}"
                .formatted(cluster, address, port);
    }
}

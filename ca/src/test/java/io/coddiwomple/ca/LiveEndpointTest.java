package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against {@code openssl s_server}. */
class LiveEndpointTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    @SuppressWarnings("NullAway.Init")
    private Workload workload;

    @BeforeEach
    void files() throws IOException, GeneralSecurityException, Unreadable {
        Bench bench = new Bench(base).withRoot().withClusters("london");
        workload = Workload.below(bench.goodBundle("london"), "spiffe://uk.example/ns/a/sa/b", Bench.START);
        Files.writeString(base.resolve("leaf.pem"), Pem.of(workload.chain().getFirst()));
        Files.writeString(base.resolve("chain.pem"), Pem.of(workload.chain().subList(1, 3)));
        Files.writeString(base.resolve("key.pem"), KeyText.of(workload.key(), null));
    }

    /** A server on a free port, which ends with this. */
    private final class Server implements AutoCloseable {
        private final Process process;
        private final int port;

        Server(String... words) throws IOException {
            List<String> all = new ArrayList<>(List.of(
                    "openssl",
                    "s_server",
                    "-accept",
                    "127.0.0.1:0",
                    "-cert",
                    "leaf.pem",
                    "-key",
                    "key.pem",
                    "-cert_chain",
                    "chain.pem"));
            all.addAll(List.of(words));
            process = new ProcessBuilder(all)
                    .directory(base.toFile())
                    .redirectErrorStream(true)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            while (line != null && !line.startsWith("ACCEPT 127.0.0.1:")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            port = Integer.parseInt(String.valueOf(line).substring("ACCEPT 127.0.0.1:".length()));
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void readsTheChainThatAServerShows() throws IOException {
        try (Server server = new Server()) {
            Observation shown =
                    Observation.ofShown("london", "live", new LiveEndpoint("127.0.0.1", server.port, null).chain());

            assertThat(shown.chain()).isEqualTo(workload.chain());
            assertThat(shown.roots()).containsExactly(workload.chain().getLast());
            assertThat(shown.trustDomains()).containsExactly("uk.example");
            assertThat(shown.signer()).isEqualTo(workload.chain().get(1));
        }
    }

    /** Sidecars and gateways want a certificate of the caller, and show theirs before. */
    @Test
    void readsItWhereCallersMustShowACertificate() throws IOException {
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            try (Server server = new Server("-Verify", "3", "-verify_return_error", "-CAfile", "chain.pem", version)) {
                assertThat(new LiveEndpoint("127.0.0.1", server.port, null).chain())
                        .as(version)
                        .isEqualTo(workload.chain());
            }
        }
    }

    /** The names that Istio's gateways know have underscores, which no host name has. */
    @Test
    void asksForAServerName() throws IOException {
        Files.writeString(base.resolve("other.pem"), Pem.of(workload.chain().get(1)));
        Bench paris = new Bench(base).withClusters("paris");
        try (Server server = new Server(
                "-servername",
                "outbound_.80_._.web.shop.svc.cluster.local",
                "-servername_fatal",
                "-cert2",
                "ca/clusters/paris/ca-cert.pem",
                "-key2",
                "ca/clusters/paris/ca-key.pem")) {
            var endpoint = new LiveEndpoint("127.0.0.1", server.port, "outbound_.80_._.web.shop.svc.cluster.local");

            assertThat(endpoint.chain().getFirst())
                    .isEqualTo(paris.goodBundle("paris").certificate());
            assertThat(endpoint)
                    .hasToString("127.0.0.1:" + server.port + "/outbound_.80_._.web.shop.svc.cluster.local");
            assertThatThrownBy(() -> new LiveEndpoint("127.0.0.1", server.port, "another.name").chain())
                    .isInstanceOf(Unreachable.class)
                    .hasMessageStartingWith("127.0.0.1:" + server.port + "/another.name shows no certificate: ");
        }
    }

    @Test
    void saysThatNothingIsThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> new LiveEndpoint("127.0.0.1", free, null).chain())
                .isInstanceOf(Unreachable.class)
                .hasMessage("127.0.0.1:" + free + " shows no certificate: nothing accepts connections there");
        assertThatThrownBy(() -> new LiveEndpoint("no-such-host.invalid", 443, null).chain())
                .hasMessage("no-such-host.invalid:443 shows no certificate: the host is not known");
    }

    @Test
    void saysThatAServerSpeaksSomethingElse() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> {
                try (var one = socket.accept()) {
                    one.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                    one.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    throw new java.io.UncheckedIOException(gone);
                }
            });
            assertThatThrownBy(() -> new LiveEndpoint("127.0.0.1", socket.getLocalPort(), null).chain())
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining(" shows no certificate: ");
            server.interrupt();
        }
    }

    @Test
    void showsAddressesAsUsersWriteThem() {
        assertThat(new LiveEndpoint("::1", 15012, null)).hasToString("[::1]:15012");
        assertThat(new LiveEndpoint("istiod.example", 15012, null)).hasToString("istiod.example:15012");
    }
}

package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.ca.MeshIssuer;
import io.coddiwomple.ca.MeshIssuer.EphemeralRoot;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who dials a gateway without being of the federation gets nowhere. */
@Tag("peers")
class RefusalsTest {
    private static final String EXPORTED = "outbound_.8000_._.echo.shop.svc.cluster.local";
    private static final String HIDDEN = "outbound_.8000_._.hidden.shop.svc.cluster.local";

    private static Meshes meshes;
    private static Path folder;

    @BeforeAll
    static void start(@TempDir Path runtime, @TempDir Path files) throws Exception {
        folder = files;
        meshes = Meshes.on(
                runtime,
                Meshes.clusters("amsterdam", "barcelona")
                        + Meshes.service(
                                "echo",
                                "ports: [{name: http, number: 8000, protocol: HTTP}], backends: [{cluster: barcelona}]"));
    }

    @AfterAll
    static void stop() throws Exception {
        meshes.close();
    }

    /** How the other end's no arrives: its alert, or nothing but the end when that overtakes the alert. */
    private static String[] hangingUp(String alert) {
        return new String[] {alert, "unexpected eof", "errno=104"};
    }

    /** What openssl says of a handshake with barcelona's gateway. */
    private static String handshake(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("openssl", "s_client", "-connect", meshes.address("barcelona/gateway") + ":15443", "-msg"));
        words.addAll(List.of(more));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            process.getOutputStream()
                    .write("GET / HTTP/1.1\r\nhost: echo\r\nconnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException refusedBefore) {
            // It has ended, and what it said tells why.
            assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    @Test
    void refusesAnUnknownServerName() throws Exception {
        assertThat(handshake("-servername", "echo.shop.global", "-alpn", "istio"))
                .doesNotContain("ServerHello")
                .contains("no peer certificate available");
    }

    @Test
    void refusesAServiceThatIsNotExported() throws Exception {
        assertThat(handshake("-servername", HIDDEN, "-alpn", "istio"))
                .doesNotContain("ServerHello")
                .contains("no peer certificate available");
    }

    @Test
    void refusesProtocolsThatAreNotOfTheMesh() throws Exception {
        assertThat(handshake("-servername", EXPORTED, "-alpn", "http/1.1"))
                .doesNotContain("ServerHello")
                .contains("no peer certificate available");
    }

    /** The gateway passes it on, and the server's sidecar hangs up. */
    @Test
    void refusesAClientWithoutCertificate() throws Exception {
        assertThat(handshake("-servername", EXPORTED, "-alpn", "istio"))
                .contains("ServerHello")
                .containsAnyOf(hangingUp("alert certificate required"))
                .doesNotContain("HTTP/1.1 200");
    }

    @Test
    void refusesAClientUnderAnotherRoot() throws Exception {
        MeshIssuer.Workload stranger = EphemeralRoot.make("another", Instant.now(), Duration.ofDays(1))
                .issuer("amsterdam")
                .issue(URI.create("spiffe://cluster.local/ns/default/sa/shell"));
        String chain =
                Files.writeString(folder.resolve("chain.pem"), stranger.chain()).toString();
        String key =
                Files.writeString(folder.resolve("key.pem"), stranger.key()).toString();
        assertThat(handshake(
                        "-servername", EXPORTED, "-alpn", "istio", "-cert", chain, "-cert_chain", chain, "-key", key))
                .contains("ServerHello")
                .containsAnyOf(hangingUp("alert unknown ca"))
                .doesNotContain("HTTP/1.1 200");
    }
}

package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cw install dns} prints makes a real CoreDNS ask the server for global names, and for no others. */
@Tag("peers")
class DnsStubTest {
    private static final String INPUT = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Federation
            metadata: {name: acme}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final int serverPort = CoreDns.freePort();
    private final int grpcPort = CoreDns.freePort();
    private final int port = CoreDns.freePort();

    @SuppressWarnings("NullAway.Init")
    private CoreDns server;

    @BeforeAll
    static void needsPrograms() {
        Peers.need(List.of("coredns"), List.of("dig"));
    }

    /** It knows every name there is, so that a query which reaches it is seen in the answer. */
    @BeforeEach
    void startServer() {
        String block = """
                  template IN A {
                    answer "{{ .Name }} 30 IN A 240.1.2.3"
                  }
                  template IN AAAA {
                    rcode NOERROR
                  }
                  template IN PTR {
                    answer "{{ .Name }} 30 IN PTR httpbin.bar.global."
                  }
                }
                """;
        server = CoreDns.start(
                folder.resolve("server"),
                ".:" + serverPort + " {\n  bind 127.0.0.1 ::1\n" + block + "grpc://.:" + grpcPort
                        + " {\n  bind 127.0.0.1\n" + block,
                serverPort);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aServerBlockOfACorefileForwardsTheSuffix() {
        asksForGlobalNamesOnly(
                printed("--kind", "coredns", "--server", "127.0.0.1:" + serverPort, "--reverse"), folder);
    }

    @Test
    void aServerMayHaveAnIpv6Address() {
        asksForGlobalNamesOnly(printed("--kind", "coredns", "--server", "[::1]:" + serverPort, "--reverse"), folder);
    }

    @Test
    void theConfigMapHoldsABlockThatACorefileCanImport() {
        String manifest = printed("--kind", "coredns-custom", "--server", "127.0.0.1:" + serverPort, "--reverse");
        Tree configMap = Tree.documents(manifest).getFirst();
        assertThat(configMap.at("metadata").value())
                .isEqualTo(Map.of("name", "coredns-custom", "namespace", "kube-system"));
        List<String> files = configMap.at("data").names();
        assertThat(files).singleElement().asString().endsWith(".server");
        WorkFolder.write(
                folder.resolve("custom/cw.server"),
                configMap.at("data", files.getFirst()).text());
        asksForGlobalNamesOnly("import custom/*.server\n", folder);
    }

    @Test
    void theGrpcPluginAsksByItsOwnProtocol() {
        asksForGlobalNamesOnly(
                printed("--kind", "coredns-grpc", "--grpc-server", "127.0.0.1:" + grpcPort, "--reverse"), folder);
    }

    @Test
    void withoutReverseTheNamesOfAddressesStayWhereTheyWere() {
        String stub = printed("--kind", "coredns", "--server", "127.0.0.1:" + serverPort);
        try (var _ = CoreDns.start(folder, stub + elsewhere(), port)) {
            assertThat(CoreDns.dig(port, "httpbin.bar.global", "A").data()).containsExactly("240.1.2.3");
            assertThat(CoreDns.dig(port, "3.2.1.240.in-addr.arpa", "PTR").code())
                    .isEqualTo("NXDOMAIN");
        }
    }

    @Test
    void todaysCoreDnsDoesNotKnowTheOldPlugin() {
        String stub = printed("--kind", "coredns-proxy", "--server", "127.0.0.1:" + serverPort);
        assertThat(CoreDns.refusal(folder, stub)).contains("Unknown directive 'proxy'");
    }

    @Test
    void stubDomainsAreJsonByDomain() {
        String manifest = printed("--kind", "kube-dns", "--server", "10.96.0.53:1053", "--server", "10.96.0.54");
        Tree configMap = Tree.documents(manifest).getFirst();
        assertThat(JsonParser.parseString(configMap.at("data", "stubDomains").text()))
                .isEqualTo(JsonParser.parseString("{\"global\": [\"10.96.0.53:1053\", \"10.96.0.54\"]}"));
    }

    private void asksForGlobalNamesOnly(String stub, Path where) {
        try (var _ = CoreDns.start(where, stub + elsewhere(), port)) {
            for (String transport : List.of("+notcp", "+tcp")) {
                CoreDns.Said said = CoreDns.dig(port, "httpbin.bar.global", "A", transport);
                assertThat(said).isEqualTo(new CoreDns.Said("NOERROR", List.of("240.1.2.3")));
            }
            assertThat(CoreDns.dig(port, "httpbin.bar.global", "AAAA"))
                    .isEqualTo(new CoreDns.Said("NOERROR", List.of()));
            assertThat(CoreDns.dig(port, "3.2.1.240.in-addr.arpa", "PTR").data())
                    .containsExactly("httpbin.bar.global.");
            assertThat(CoreDns.dig(port, "3.2.1.255.in-addr.arpa", "PTR").data())
                    .as("the end of the pool")
                    .containsExactly("httpbin.bar.global.");
            for (String other : List.of("example.com", "global.example.com", "notglobal")) {
                assertThat(CoreDns.dig(port, other, "A").code()).as(other).isEqualTo("NXDOMAIN");
            }
            assertThat(CoreDns.dig(port, "1.0.0.10.in-addr.arpa", "PTR").code()).isEqualTo("NXDOMAIN");
        }
    }

    /** The rest of the cluster's Corefile. */
    private String elsewhere() {
        return "\n.:53 {\n  template ANY ANY {\n    rcode NXDOMAIN\n  }\n}\n".replace(":53 ", ":" + port + " ");
    }

    /** The stub, at a port that needs no right of its own. */
    private String printed(String... words) {
        var line = new java.util.ArrayList<>(List.of("install", "dns", "-f", "-"));
        line.addAll(List.of(words));
        return Printed.by(INPUT, line.toArray(String[]::new)).replace(":53 ", ":" + port + " ");
    }
}

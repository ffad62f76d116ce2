package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void refusesACommandLineForEverythingThatIsWrongWithIt() {
        Shell.Result result = new Shell()
                .run(
                        "dns",
                        "--listen",
                        "53",
                        "--grpc-listen",
                        "::1:53",
                        "--http-listen",
                        "x:99999",
                        "--ttl",
                        "soon",
                        "--linger",
                        "8d",
                        "--rate-limit",
                        "0",
                        "--suffix",
                        "global");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .contains(
                        "error: --listen is HOST:PORT, such as 127.0.0.1:1053 or [::1]:1053, not \"53\"",
                        "error: --grpc-listen is HOST:PORT, such as 127.0.0.1:1053 or [::1]:1053, not \"::1:53\"",
                        "error: --http-listen is HOST:PORT, such as 127.0.0.1:1053 or [::1]:1053, not \"x:99999\"",
                        "error: --ttl is a duration of at most a week, such as 30s, 5m or 2h, not \"soon\"",
                        "error: --linger is a duration of at most a week, such as 30s, 5m or 2h, not \"8d\"",
                        "error: --rate-limit is a whole number from 1 to 1000000, not \"0\"",
                        "error: --suffix belongs to --from-serviceentries; otherwise the federation's spec.suffix counts");
        assertThat(new Shell().run("dns").err()).startsWith("error: there is no input;");
        assertThat(new Shell()
                        .run("dns", "--from-serviceentries", "x", "-f", "y", "--cluster", "z", "--suffix", "*.x")
                        .err()
                        .lines())
                .contains(
                        "error: --from-serviceentries answers what ServiceEntries say, so --filename has no effect; give"
                                + " the one or the other",
                        "error: --from-serviceentries answers what ServiceEntries say, so --cluster has no effect; give"
                                + " the one or the other",
                        "error: --suffix is a domain in lower case such as global or mesh.internal, not \"*.x\"");
    }

    @Test
    void refusesAnInputThatIsWrongAndServesNothing() throws IOException {
        Files.writeString(folder.resolve("mesh.yaml"), DnsInput.mesh("httpbin").replace("port", "prot"));
        Shell.Result result = new Shell().run("dns", "-f", folder.toString(), "--listen", "127.0.0.1:0");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("error CW2001").doesNotContain("listening on");
        assertThat(new Shell()
                        .run("dns", "-f", "missing.yaml", "--listen", "127.0.0.1:0")
                        .code())
                .isEqualTo(2);
        Files.writeString(folder.resolve("mesh.yaml"), DnsInput.mesh("httpbin"));
        assertThat(new Shell()
                        .run("dns", "-f", folder.toString(), "--listen", "127.0.0.1:0", "--cluster", "lodnon")
                        .err())
                .contains("error CW2014 --cluster names \"lodnon\", which no input defines; did you mean \"london\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "--listen 127.0.0.1:1053 --listen 127.0.0.1:1053, '127.0.0.1:1053 is given twice'",
        "--listen 127.0.0.1:1053 --grpc-listen 127.0.0.1:1053, '127.0.0.1:1053 is given twice'",
        "--listen 0.0.0.0:1053 --listen [::]:1053, '0.0.0.0:1053 and [::]:1053 are the same port'",
        "--listen 127.0.0.1:1053 --http-listen 0.0.0.0:1053, '127.0.0.1:1053 and 0.0.0.0:1053 are the same port'",
    })
    void takesNoPortTwice(String options, String message) {
        var words = new ArrayList<>(List.of("dns", "-f", folder.toString()));
        words.addAll(List.of(options.split(" ")));
        Shell.Result result = new Shell().run(words);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    @Test
    void failsWhenThePortIsTaken() throws Exception {
        Files.writeString(folder.resolve("mesh.yaml"), DnsInput.mesh("httpbin"));
        try (RunningDns first = RunningDns.run("-f", folder.toString())) {
            Shell.Result second =
                    new Shell().run("dns", "-f", folder.toString(), "--listen", "127.0.0.1:" + first.port());
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err())
                    .startsWith("error: cannot listen on 127.0.0.1:" + first.port() + " for DNS: another process has");
        }
    }

    @Test
    void answersEveryKindOfInputAndEndsInOrder() throws Exception {
        Files.writeString(folder.resolve("mesh.yaml"), DnsInput.mesh("httpbin"));
        RunningDns running =
                RunningDns.run("-f", folder.toString(), "--http-listen", "127.0.0.1:0", "--grpc-listen", "127.0.0.1:0");
        try (running) {
            assertThat(running.dig("httpbin.bar.global", "A")).matches("24[0-9]\\.\\d+\\.\\d+\\.\\d+\n");
            assertThat(running.err()).contains("(gRPC for CoreDNS)", "answering 1 host of global");
        }
        assertThat(running.code()).isZero();
        try (RunningDns stdin = RunningDns.start(DnsInput.mesh("fromstdin"), "-f", "-")) {
            assertThat(stdin.dig("fromstdin.bar.global", "A")).startsWith("24");
        }
        Files.writeString(folder.resolve("c.json"), "[{\"name\":\"london\",\"address\":\"192.0.2.1\"}]");
        Files.writeString(
                folder.resolve("s.json"),
                "[{\"name\":\"web\",\"dns_prefixes\":[\"web\"],\"address\":\"240.1.1.1\",\"ports\":[{\"name\":\"http\","
                        + "\"protocol\":\"HTTP\",\"service_port\":80,\"backend_port\":80}],"
                        + "\"backends\":{\"london\":\"web.default.svc.cluster.local\"}}]");
        try (RunningDns old =
                RunningDns.run("--cluster-file", folder + "/c.json", "--service-file", folder + "/s.json")) {
            assertThat(old.dig("web.global", "A")).isEqualTo("240.1.1.1\n");
            assertThat(old.dig("1.1.1.240.in-addr.arpa", "PTR")).isEqualTo("web.global.\n");
        }
    }

    @Test
    void answersServiceEntriesWithinTheSuffixes() throws Exception {
        Path entries = folder.resolve("entries.yaml");
        Files.writeString(entries, """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: networking.istio.io/v1
                  kind: ServiceEntry
                  metadata: {name: a, namespace: x}
                  spec: {hosts: [a.global, a.mesh.internal], addresses: [240.0.0.9/32]}
                - apiVersion: networking.istio.io/v1
                  kind: ServiceEntry
                  metadata: {name: b, namespace: x}
                  spec: {hosts: ["*.wild.global", a.global, www.example.com], addresses: [240.0.0.8, "fd00::8/128"]}
                """);
        try (RunningDns running = RunningDns.run("--from-serviceentries", entries.toString())) {
            assertThat(running.dig("a.global", "A")).isEqualTo("240.0.0.8\n240.0.0.9\n");
            assertThat(running.dig("a.global", "AAAA")).isEqualTo("fd00::8\n");
            assertThat(running.dig("x.y.wild.global", "A")).isEqualTo("240.0.0.8\n");
            assertThat(running.dig("a.mesh.internal", "A")).isEmpty();
            assertThat(running.err()).contains("notes more: -v prints them");
        }
        try (RunningDns running = RunningDns.run(
                "--from-serviceentries", entries.toString(), "--suffix", "mesh.internal", "--suffix", "global")) {
            assertThat(running.dig("a.mesh.internal", "A")).isEqualTo("240.0.0.9\n");
            assertThat(running.dig("a.global", "A")).isNotEmpty();
        }
    }

    @Test
    void refusesASuffixThatIsNobodysToTake() throws Exception {
        Path entries = folder.resolve("entries.yaml");
        Files.writeString(entries, DnsInput.entry("a.acme.com", "240.0.0.9"));
        Shell.Result refused = new Shell()
                .run(
                        "dns",
                        "--from-serviceentries",
                        entries.toString(),
                        "--suffix",
                        "cluster.local",
                        "--suffix",
                        "240.in-addr.arpa");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().lines())
                .containsExactly(
                        "error CW2005 --suffix is \"240.in-addr.arpa\", and that is where addresses are looked up, not"
                                + " names; choose another, such as global",
                        "error CW2005 --suffix is \"cluster.local\", and names under local belong to each cluster itself;"
                                + " choose another, such as global");
        try (RunningDns running = RunningDns.run("--from-serviceentries", entries.toString(), "--suffix", "acme.com")) {
            assertThat(running.err()).contains("warning CW2023 --suffix is \"acme.com\"");
            assertThat(running.dig("a.acme.com", "A")).isEqualTo("240.0.0.9\n");
        }
    }

    @Test
    void warnsWhenNoHostIsWithinTheSuffixes() throws Exception {
        Path entries = folder.resolve("entries.yaml");
        Files.writeString(entries, DnsInput.entry("a.global", "240.0.0.9") + DnsInput.entry("b.internal", "240.0.0.8"));
        try (RunningDns running = RunningDns.run("--from-serviceentries", entries.toString(), "--suffix", "golbal")) {
            assertThat(running.err())
                    .contains(
                            "warning CW2035 no name is answered, as none of the 2 hosts is within golbal; they end in"
                                    + " global, internal, and --suffix says which of them count",
                            "answering 0 hosts of golbal");
            // What has no name now may have one later.
            Files.writeString(entries, DnsInput.entry("c.golbal", "240.0.0.7"));
            running.awaitAnswer("c.golbal");
            Files.writeString(entries, DnsInput.entry("c.golbal", ""));
            await().atMost(RunningDns.SOON)
                    .until(() -> running.err()
                            .contains("warning CW2035 the input has no ServiceEntry with a host and an address"));
        }
    }

    @Test
    void answersAClusterWhatItsClientsCanCall() throws Exception {
        Files.writeString(
                folder.resolve("mesh.yaml"),
                DnsInput.mesh("open") + DnsInput.service("secret", "clients: {clusters: [london]}"));
        try (RunningDns london = RunningDns.run("-f", folder.toString(), "--cluster", "london");
                RunningDns paris = RunningDns.run("-f", folder.toString(), "--cluster", "paris")) {
            assertThat(london.dig("open.bar.global", "A")).isNotEmpty();
            assertThat(london.dig("secret.bar.global", "A")).isNotEmpty();
            assertThat(paris.dig("open.bar.global", "A")).isEqualTo(london.dig("open.bar.global", "A"));
            assertThat(paris.dig("secret.bar.global", "A")).isEmpty();
        }
    }
}

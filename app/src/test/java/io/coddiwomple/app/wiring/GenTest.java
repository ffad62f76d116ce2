package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenTest {
    private static final String CLUSTERS = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec:
              gateways: [{address: 203.0.113.7}]
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: paris}
            spec:
              gateways: [{address: 203.0.113.8}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Shell shell = new Shell();

    @BeforeEach
    void writeInputs() throws IOException {
        Files.writeString(folder.resolve("clusters.yaml"), CLUSTERS);
        Files.writeString(folder.resolve("httpbin.yaml"), service("httpbin", "london"));
        Files.writeString(folder.resolve("reviews.yaml"), service("reviews", "paris"));
    }

    private static String service(String name, String cluster) {
        return """
                apiVersion: coddiwomple.io/v1alpha1
                kind: GlobalService
                metadata: {name: %1$s, namespace: bar}
                spec:
                  ports: [{name: http, number: 8000, protocol: HTTP}]
                  backends: [{cluster: %2$s, service: %1$s.bar.svc.cluster.local}]
                """.formatted(name, cluster);
    }

    private Shell.Result gen(String... words) {
        var all = new java.util.ArrayList<>(List.of("gen", "-f", folder.toString()));
        all.addAll(List.of(words));
        return shell.run(all);
    }

    @Test
    void groupsByClusterUnderALineThatCounts() {
        Shell.Result result = gen();
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().filter(line -> line.startsWith("#")).toList())
                .containsExactly(
                        "# cluster london: 6 objects (2 DestinationRule, 1 Gateway, 1 Namespace, 2 ServiceEntry)",
                        "# cluster paris: 6 objects (2 DestinationRule, 1 Gateway, 1 Namespace, 2 ServiceEntry)");
        assertThat(result.out().lines().filter("---"::equals)).hasSize(12);
    }

    @Test
    void givesTheSameBytesForEveryOrderAndFormOfInput() throws IOException {
        String expected = gen().out();
        String reversed = shell.run(
                        "gen",
                        "-f",
                        folder.resolve("reviews.yaml").toString(),
                        "-f",
                        folder.resolve("httpbin.yaml").toString(),
                        "-f",
                        folder.resolve("clusters.yaml").toString())
                .out();
        String all = service("reviews", "paris") + "---\n" + CLUSTERS + "---\n" + service("httpbin", "london");
        assertThat(reversed).isEqualTo(expected);
        assertThat(new Shell().stdin(all).run("gen", "-f", "-").out()).isEqualTo(expected);
    }

    @Test
    void printsOnlyWhatIsAskedForAndKeepsSharedListsWhole() {
        Shell.Result one = gen("--cluster", "london", "--service", "reviews.bar");
        assertThat(one.code()).isZero();
        assertThat(one.out()).contains("name: reviews.bar.global").doesNotContain("name: httpbin.bar.global", "paris:");
        assertThat(one.out()).contains("- httpbin.bar.svc.cluster.local");
        assertThat(gen("--cluster", "london", "--service", "reviews.bar.global").out())
                .isEqualTo(one.out());
    }

    @Test
    void refusesUnknownNamesInFilters() {
        Shell.Result result = gen("--cluster", "lodnon", "--cluster", "paris", "--service", "review.bar");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        "error: --cluster names \"lodnon\", which no input defines; did you mean \"london\"?",
                        "error: --service names \"review.bar\", which no input defines; did you mean"
                                + " \"reviews.bar\"?");
        assertThat(gen("--service", "reviews").err()).contains("; did you mean \"reviews.bar\"?");
    }

    @Test
    void refusesBadInputWithAllProblemsAndPrintsNothing() throws IOException {
        Files.writeString(
                folder.resolve("bad.yaml"), service("ratings", "pariss").replace("number: 8000", "number: 0"));
        Shell.Result result = gen("-f", "missing.yaml");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("error CW2014 ", "did you mean \"paris\"?", "error CW2017 ", "error CW1001 missing.yaml ");
    }

    @Test
    void doesNotMissClustersThatMayBeInWhatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("clusters.yaml"), "kind: Clster\n");
        assertThat(gen().err()).contains("error CW2006 ").doesNotContain("CW2021");
        Files.writeString(folder.resolve("clusters.yaml"), "kind: [\n");
        assertThat(gen().err()).contains("error CW1004 ").doesNotContain("CW2021");
        Files.delete(folder.resolve("clusters.yaml"));
        assertThat(gen().err()).contains("error CW2021 ");
    }

    @Test
    void saysHowFilesOf2018AreRead() throws IOException {
        Files.writeString(folder.resolve("clusters.json"), "[{\"name\": \"rome\"}]");
        assertThat(gen().err())
                .contains("error CW2003 ", "files of 2018 are read with --cluster-file and --service-file");
    }

    @Test
    void readsAFileThatIsNamedTwiceOnce() {
        assertThat(gen("-f", folder.resolve("clusters.yaml").toString())).isEqualTo(gen());
    }

    @Test
    void printsNotesOnlyWhenAskedAndNothingWhenQuiet() throws IOException {
        Files.writeString(folder.resolve("federation.yaml"), """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Federation
                metadata: {name: acme}
                spec: {suffix: example.com, shape: ingress}
                """);
        Shell.Result result = gen();
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("warning CW2023 ");
        assertThat(gen("-q").err()).isEmpty();
        assertThat(gen("-q").out()).isEqualTo(result.out());
    }

    @Test
    void countsWhatIsSaidOfMany() throws IOException {
        var clusters = new StringBuilder("[");
        for (int i = 0; i < 12; i++) {
            clusters.append(i == 0 ? "" : ",")
                    .append("{\"name\": \"c%1$d\", \"address\": \"203.0.113.%1$d\", \"adress\": \"\"}".formatted(i));
        }
        Path clusterFile = Files.writeString(folder.resolve("clusters.json"), clusters + "]");
        Path serviceFile = Files.writeString(folder.resolve("services.json"), "[]");
        String[] words = {"gen", "--cluster-file", clusterFile.toString(), "--service-file", serviceFile.toString()};
        String err = shell.run(words).err();
        assertThat(err.lines().filter(line -> line.startsWith("warning CW2002 ")))
                .hasSize(10);
        assertThat(err).contains("\n2 warnings more like CW2002: -v prints them\n");
        List<String> verbose = new java.util.ArrayList<>(List.of(words));
        verbose.add("-v");
        assertThat(shell.run(verbose).err().lines().filter(line -> line.startsWith("warning CW2002 ")))
                .hasSize(12);
        assertThat(shell.run(verbose).err()).doesNotContain("more like");
    }

    @Test
    void printsListsOfJson() {
        Shell.Result result = gen("-o", "json", "--cluster", "london");
        assertThat(result.out())
                .startsWith("{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"metadata\": {\n")
                .contains("\"coddiwomple.io/cluster\": \"london\"", "\"kind\": \"ServiceEntry\"")
                .endsWith("\n    }\n  ]\n}\n");
    }

    @Test
    void printsNames() {
        assertThat(gen("-o", "name").out().lines())
                .contains(
                        "london namespace/cw",
                        "london serviceentry.networking.istio.io/cw/httpbin.bar.global",
                        "paris serviceentry.networking.istio.io/cw/reviews.bar.global")
                .hasSize(12);
    }

    @Test
    void printsATableInColumns() {
        List<String> lines = gen("-o", "table").out().lines().toList();
        assertThat(lines).hasSize(13);
        assertThat(lines.getFirst()).matches("CLUSTER {3}KIND +NAMESPACE +NAME +SERVICE +RULE");
        int column = lines.getFirst().indexOf("NAME ");
        assertThat(lines.stream().skip(1))
                .allMatch(line -> line.charAt(column) != ' ' && line.charAt(column - 1) == ' ');
        assertThat(gen("-o", "table", "--explain").out()).startsWith("CLUSTER").contains("REASON");
    }

    @Test
    void explainsEachObject() {
        assertThat(gen("--explain").out().lines().filter(line -> line.startsWith("# ")))
                .hasSize(14)
                .anyMatch(line -> line.contains("of service httpbin.bar: "));
    }

    @Test
    void usesTheShapeAndTheVersionOfTheCommandLine() {
        assertThat(gen("--shape", "ingress").err()).contains("warning CW3015 ");
        assertThat(gen("--istio-version", "1.6").out()).contains("networking.istio.io/v1beta1");
    }

    @Test
    void saysWhenNoClusterTakesTheVersionOfTheCommandLine() {
        String cluster =
                "{apiVersion: coddiwomple.io/v1alpha1, kind: Cluster, metadata: {name: %s}, spec: {istio: {%s}}}";
        List<String> line = List.of("gen", "-f", "-", "--istio-version", "1.6", "-o", "name");
        String both =
                "---\n" + cluster.formatted("london", "version: '1.30'") + "\n---\n" + cluster.formatted("paris", "%s");
        assertThat(new Shell()
                        .stdin(both.formatted("version: '1.31'"))
                        .run(line)
                        .err())
                .contains("warning: --istio-version 1.6 is not used: it is for clusters that name no version, and all"
                        + " clusters name theirs\n");
        assertThat(new Shell().stdin(both.formatted("")).run(line).err()).doesNotContain("--istio-version");
    }

    @Test
    void keepsAddressesInALedger() throws IOException {
        Path ledger = folder.resolve("kept/addresses.txt");
        String first = gen("--ledger", ledger.toString()).out();
        assertThat(Files.readString(ledger)).contains("httpbin.bar.global 2", "owner=reviews.bar");
        String moved =
                Files.readString(ledger).replaceFirst("httpbin\\.bar\\.global \\S+", "httpbin.bar.global 240.1.2.3");
        Files.writeString(ledger, moved);
        assertThat(gen("--ledger", ledger.toString()).out())
                .contains("- 240.1.2.3")
                .isNotEqualTo(first);
        assertThat(Files.readString(ledger)).isEqualTo(moved);
        assertThat(shell.run("vip", "-f", folder.toString(), "--ledger", ledger.toString())
                        .out())
                .contains("httpbin.bar.global 240.1.2.3\n");
        try (var files = Files.list(ledger.getParent())) {
            assertThat(files).containsExactly(ledger);
        }
    }

    @Test
    void refusesABadLedgerAndLeavesItAlone() throws IOException {
        Path ledger = folder.resolve("addresses.txt");
        Files.writeString(ledger, "httpbin.bar.global 999.1.2.3\n");
        Shell.Result result = gen("--ledger", ledger.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("error CW4001 " + ledger + ":1 ");
        assertThat(Files.readString(ledger)).isEqualTo("httpbin.bar.global 999.1.2.3\n");
    }

    @Test
    void printsAddressesSortedInEveryFormat() {
        String lines = shell.run("vip", "-f", folder.toString()).out();
        assertThat(lines.lines())
                .hasSize(2)
                .isSorted()
                .allMatch(line -> line.matches("\\S+\\.bar\\.global 2[45]\\d\\.\\S+"));
        assertThat(shell.run("vip", "-f", folder.toString(), "-o", "name").out())
                .isEqualTo("httpbin.bar.global\nreviews.bar.global\n");
        assertThat(shell.run("vip", "-f", folder.toString(), "-o", "yaml").out())
                .startsWith("httpbin.bar.global:\n- 2");
        assertThat(shell.run("vip", "-f", folder.toString(), "-o", "json").out())
                .startsWith("{\n  \"httpbin.bar.global\": [\n    \"2")
                .endsWith("]\n}\n");
    }
}

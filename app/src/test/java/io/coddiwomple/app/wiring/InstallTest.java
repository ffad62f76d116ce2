package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Shell shell = new Shell();

    @BeforeEach
    void writeInput() throws IOException {
        clusters("london", "london.north", "paris");
    }

    private void clusters(String... names) throws IOException {
        var text = new StringBuilder();
        for (String name : names) {
            text.append("""
                    ---
                    apiVersion: coddiwomple.io/v1alpha1
                    kind: Cluster
                    metadata: {name: %s}
                    spec: {gateways: [{address: 203.0.113.7}]}
                    """.formatted(name));
        }
        Files.writeString(folder.resolve("mesh.yaml"), text);
    }

    private Shell.Result install(String... words) {
        var all = new ArrayList<>(
                List.of("install", "-f", folder.resolve("mesh.yaml").toString()));
        all.addAll(List.of(words));
        return shell.run(all);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve("out"))) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void printsEveryFileUnderALineWithItsName() {
        Shell.Result result = install("london");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().split("(?m)^---\n"))
                .extracting(text -> text.substring(0, text.indexOf(':')))
                .containsExactly(
                        "# london.istiooperator.yaml",
                        "# london.istiooperator-gateways.yaml",
                        "# london.istiod-values.yaml",
                        "# london.istio-eastwestgateway-values.yaml");
    }

    @Test
    void printsCommandsThatReadTheSameInputAgain() throws IOException {
        Path spaced = Files.createDirectories(folder.resolve("bob's mesh"));
        Path mesh = Files.move(folder.resolve("mesh.yaml"), spaced.resolve("mesh.yaml"));
        Path objects = Files.writeString(folder.resolve("objects.yaml"), "apiVersion: v1\nkind: List\nitems: []\n");
        List<String> line = List.of(
                "install",
                "london",
                "--from",
                "london=" + objects,
                "-f",
                mesh.toString(),
                "--istio-version",
                "1.20",
                "--installer",
                "helm");
        String quoted = mesh.toString().replace("'", "'\\''");
        assertThat(shell.run(line).out())
                .contains("\n#   cw install london -f '" + quoted + "' --from london=" + objects
                        + " --istio-version 1.20 --installer istioctl\n");
        Shell.Result piped = new Shell()
                .stdin(Files.readString(mesh))
                .run(List.of("install", "london", "-f", "-", "--installer", "istioctl"));
        assertThat(piped.out()).contains("\n#   cw install london -f - --installer helm\n");
    }

    @Test
    void printsOnlyWhatAnInstallerTakesAndOnlyTheFileThatIsNamed() {
        String helm = install("london", "--installer", "helm").out();
        assertThat(helm)
                .contains("# london.istiod-values.yaml", "# london.istio-eastwestgateway-values.yaml")
                .doesNotContain("kind: IstioOperator");
        assertThat(install("london", "--file", "london.istiod-values.yaml").out())
                .startsWith("# london.istiod-values.yaml")
                .doesNotContain("---\n")
                .contains("trustDomain: cluster.local");
    }

    @Test
    void takesTheVersionThatTheCommandLineNamesForClustersThatNameNone() {
        assertThat(install("london", "--istio-version", "1.4").out())
                .contains("# london.istiocontrolplane.yaml: what Istio 1.4 in cluster london")
                .contains("# london.istio-values.yaml: what Istio 1.4");
    }

    @Test
    void saysWhenTheClusterNamesAVersionItself() throws IOException {
        Files.writeString(folder.resolve("mesh.yaml"), """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec: {istio: {version: "1.30"}}
                """);
        assertThat(install("london", "--istio-version", "1.4").out())
                .contains("#   cw install london -f ")
                .doesNotContain("--istio-version");
        Files.writeString(folder.resolve("mesh.yaml"), """
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: paris}
                """, StandardOpenOption.APPEND);
        Shell.Result result = install("london", "--istio-version", "1.4");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("what Istio 1.30 in cluster london");
        assertThat(result.err())
                .isEqualTo("warning: --istio-version 1.4 is not used: it is for clusters that name no version, and"
                        + " cluster london names Istio 1.30\n");
        assertThat(install("paris", "--istio-version", "1.4").err()).isEmpty();
    }

    @Test
    void writesAFileForEachAndRemovesOnlyThoseOfTheSameClusterThatAreNotNeededAnyMore() throws IOException {
        String out = "dir=" + folder.resolve("out");
        install("london.north", "-o", out);
        install("london", "-o", out);
        assertThat(files()).hasSize(8);
        Shell.Result result = install("london", "-o", out, "--istio-version", "1.10");
        assertThat(result)
                .isEqualTo(new Shell.Result(0, "", folder.resolve("out") + ": 1 written, 0 unchanged, 3 removed\n"));
        assertThat(files())
                .containsExactly(
                        "london.istiooperator.yaml",
                        "london.north.istio-eastwestgateway-values.yaml",
                        "london.north.istiod-values.yaml",
                        "london.north.istiooperator-gateways.yaml",
                        "london.north.istiooperator.yaml");
        assertThat(Files.readString(folder.resolve("out/london.istiooperator.yaml")))
                .isEqualTo(install("london", "--istio-version", "1.10").out());
    }

    @Test
    void theFilesOfAnInstallerTakeThePlaceOfAnothers() throws IOException {
        String out = "dir=" + folder.resolve("out");
        install("paris", "-o", out, "--installer", "istioctl");
        install("london", "-o", out, "--installer", "istioctl");
        Files.writeString(folder.resolve("out/london.istiooperator.yaml"), "# mine\n");
        Files.writeString(folder.resolve("out/london.mine.yaml"), "# mine\n");
        Shell.Result result = install("london", "-o", out, "--installer", "helm");
        assertThat(result.err())
                .contains("london.istiooperator.yaml is not needed any more, but was changed since cw wrote it")
                .endsWith(": 2 written, 0 unchanged, 1 removed\n");
        assertThat(files())
                .containsExactly(
                        "london.istio-eastwestgateway-values.yaml",
                        "london.istiod-values.yaml",
                        "london.istiooperator.yaml",
                        "london.mine.yaml",
                        "paris.istiooperator-gateways.yaml",
                        "paris.istiooperator.yaml");
    }

    @Test
    void aFileOfAnotherReleaseGoesWhateverTheInstaller() throws IOException {
        String out = "dir=" + folder.resolve("out");
        install("london", "-o", out, "--installer", "helm", "--istio-version", "1.5");
        assertThat(files()).containsExactly("london.istio-values.yaml");
        install("london", "-o", out, "--installer", "helm");
        assertThat(files()).containsExactly("london.istio-eastwestgateway-values.yaml", "london.istiod-values.yaml");
    }

    @Test
    void aFileByItsNameRemovesNone() throws IOException {
        String out = "dir=" + folder.resolve("out");
        install("london", "-o", out);
        assertThat(install("london", "-o", out, "--installer", "helm", "--file", "london.istiod-values.yaml")
                        .err())
                .endsWith(": 0 written, 1 unchanged, 0 removed\n");
        assertThat(files()).hasSize(4);
    }

    @Test
    void listsAllFaultsOfALineAtOnceAndDoesNothing() {
        Shell.Result result = install(
                "--installer", "hlem", "--istio-version", "2.0", "-o", "yaml", "--fiel", "london.istiod-values.yaml");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("unknown option --fiel; did you mean \"--file\"?")
                .contains("there is no installer \"hlem\", only helm and istioctl; did you mean \"helm\"?")
                .contains("--istio-version \"2.0\" is none that cw knows")
                .contains("-o is dir=DIR, such as -o dir=install, not \"yaml\"");
    }

    @Test
    void wantsOneClusterThatTheInputDefines() {
        assertThat(install().err()).contains("error: name the cluster: cw install CLUSTER");
        assertThat(install("london", "paris").err()).contains("takes one cluster, and these are 2: london, paris");
        assertThat(install("lodnon"))
                .isEqualTo(new Shell.Result(
                        2,
                        "",
                        "error: no input defines a cluster \"lodnon\", only london, london.north, paris; did you mean"
                                + " \"london\"?\n"));
    }

    @Test
    void saysWhichFilesThereAreWhenNoneHasTheNameThatWasGiven() {
        assertThat(install("london", "--file", "london.istiod-vales.yaml", "--file", "x")
                        .err())
                .contains("--file names \"london.istiod-vales.yaml\", and the files are london.istiooperator.yaml, ")
                .contains("did you mean \"london.istiod-values.yaml\"?")
                .contains("--file names \"x\"");
    }

    @Test
    void saysWhenAReleaseCameWithNothingThatAnInstallerTakes() {
        assertThat(install("london", "--istio-version", "1.3", "--installer", "istioctl"))
                .isEqualTo(new Shell.Result(
                        2,
                        "",
                        "error: --installer istioctl has no files for Istio 1.3 of cluster london: its first"
                                + " release that installs is 1.4; use --installer helm\n"));
        assertThat(install("london", "--istio-version", "1.11", "--installer", "helm")
                        .err())
                .contains("has no files for Istio 1.11 of cluster london: from 1.6 to 1.11 its charts were")
                .endsWith("; use --installer istioctl\n");
    }

    @Test
    void saysWhenAnIstioControlPlaneCannotDescribeTheGateways() throws IOException {
        Files.writeString(folder.resolve("mesh.yaml"), """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec: {istio: {version: "1.4"}, gateways: [{address: 203.0.113.7, selector: {app: front}}]}
                """);
        Shell.Result result = install("london", "--installer", "istioctl");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("an IstioControlPlane has one gateway of each sort")
                .endsWith("; use --installer helm\n");
    }

    @Test
    void refusesInputThatIsWrongAndInstallsNoAmbientMesh() throws IOException {
        Files.writeString(folder.resolve("mesh.yaml"), """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec: {istio: {ambient: true, versoin: "1.30"}}
                """);
        Shell.Result result = install("london");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("CW2001").contains("CW2025");
    }

    @Test
    void saysWhoseCallersAreRefusedAndPrintsAllTheSame() throws IOException {
        Files.writeString(folder.resolve("mesh.yaml"), """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec: {istio: {trustDomain: london.example}, gateways: [{address: 203.0.113.7}]}
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: paris}
                spec: {istio: {trustDomain: paris.example}}
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: GlobalService
                metadata: {name: httpbin, namespace: bar}
                spec:
                  ports: [{name: http, number: 8000, protocol: HTTP}]
                  backends: [{cluster: london}]
                """);
        Shell.Result result = install("london");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("warning CW3016 ")
                .contains("refuses callers from trust domain paris.example");
        assertThat(result.out()).contains("trustDomain: london.example");
        assertThat(install("paris").err()).isEmpty();
    }
}

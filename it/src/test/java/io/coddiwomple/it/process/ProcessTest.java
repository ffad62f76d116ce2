package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    private static final String GEN =
            "\"$CW\" gen -q --cluster-file $EXAMPLES/2018/clusters.json --service-file $EXAMPLES/2018/services.json";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Distribution distribution = new Distribution(Path.of(""));

    @BeforeEach
    void useTheBuiltDistribution() {
        Distribution.built();
        distribution = new Distribution(folder);
    }

    @Test
    void endsQuietlyWhenNobodyReadsOn() throws IOException, InterruptedException {
        largeMesh();
        Distribution.Result result =
                distribution.run("\"$CW\" gen -q -f large.yaml | head -n 1; echo \"${PIPESTATUS[@]}\"");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(2).last().isEqualTo("0 0");
    }

    @Test
    void failsWhenStandardOutputCannotBeWritten() throws IOException, InterruptedException {
        Distribution.Result result = distribution.run(GEN + " > /dev/full");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error: standard output cannot be written: ")
                .hasLineCount(1);
    }

    @Test
    void givesTheExitCodesOfTheContract() throws IOException, InterruptedException {
        assertThat(distribution.run(GEN).code()).isZero();
        assertThat(distribution.run(GEN + " -o dir=/dev/null/out").code()).isEqualTo(1);
        assertThat(distribution.run("\"$CW\" gen -f missing.yaml").code()).isEqualTo(2);
        assertThat(distribution.run("\"$CW\" gen --bogus").code()).isEqualTo(2);
    }

    @Test
    void printsTheSameWithAMissingABrokenAndAForeignCache() throws IOException, InterruptedException {
        String expected = distribution.run(GEN).out();
        distribution.run("cp -R \"$(dirname \"$CW\")/..\" 'a copy'");
        Path cache = folder.resolve("a copy/lib/cw.aot");
        String copied = GEN.replace("\"$CW\"", "'a copy/bin/cw'");
        byte[] good = Files.readAllBytes(cache);
        for (byte[] bad : List.of(new byte[0], new byte[100_000], java.util.Arrays.copyOf(good, good.length / 2))) {
            Files.write(cache, bad);
            assertThat(distribution.run(copied)).isEqualTo(new Distribution.Result(0, expected, ""));
        }
        Files.delete(cache);
        assertThat(distribution.run(copied)).isEqualTo(new Distribution.Result(0, expected, ""));
    }

    @Test
    void runsThroughLinksFromAnyFolderAndWithAnOlderJavaHome() throws IOException, InterruptedException {
        String expected = distribution.run(GEN).out();
        Files.createDirectory(folder.resolve("bin of mine"));
        Files.createSymbolicLink(folder.resolve("first"), Distribution.built().resolve("bin/cw"));
        Files.createSymbolicLink(folder.resolve("bin of mine/cw"), Path.of("../first"));
        assertThat(distribution.run(GEN.replace("\"$CW\"", "'bin of mine/cw'")).out())
                .isEqualTo(expected);
        assertThat(distribution
                        .run("PATH=\"$PWD/bin of mine:$PATH\"; cd / && " + GEN.replace("\"$CW\"", "cw"))
                        .out())
                .isEqualTo(expected);
        Files.createDirectories(folder.resolve("jdk-17/bin"));
        Files.writeString(folder.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.15\"\n");
        Files.createSymbolicLink(folder.resolve("jdk-17/bin/java"), Path.of("/bin/false"));
        Map<String, String> older = Map.of("JAVA_HOME", folder.resolve("jdk-17").toString());
        assertThat(distribution.run(GEN, older).out()).isEqualTo(expected);
    }

    @Test
    void readsWhatAShellOpensAndNamesOfAnyScriptInAnyLocale() throws IOException, InterruptedException {
        String line = "cp $EXAMPLES/2018/clusters.json clüsters-集群.json; "
                + GEN.replace("$EXAMPLES/2018/clusters.json", "clüsters-集群.json")
                        .replace("$EXAMPLES/2018/services.json", "<(cat $EXAMPLES/2018/services.json)");
        Distribution.Result result = distribution.run(line, Map.of("LC_ALL", "C", "LANG", "C"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(distribution.run(GEN).out());
    }

    @Test
    void refusesWhatWouldNeverEnd() throws IOException, InterruptedException {
        Distribution.Result result = distribution.run("mkfifo pipe; \"$CW\" gen -f pipe -f /dev/zero");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("error CW1001 pipe this is no file", "error CW1006 /dev/zero the input has");
    }

    @Test
    void leavesNoTemporaryFileWhenItIsToldToEnd() throws IOException, InterruptedException {
        largeMesh();
        Path out = folder.resolve("out");
        Process process = distribution.start(
                "exec \"$CW\" gen -q -f large.yaml -o dir=out",
                Map.of(),
                folder.resolve("o.txt"),
                folder.resolve("e.txt"));
        await().atMost(60, TimeUnit.SECONDS).until(() -> !names(out).isEmpty() || !process.isAlive());
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(names(out)).noneMatch(name -> name.startsWith(".cw-pending-"));
    }

    @Test
    @EnabledIf("canMount")
    void leavesOldFilesAloneWhenTheDiskIsFull() throws IOException, InterruptedException {
        Distribution.Result result = distribution.run("""
                mkdir small && mount -t tmpfs -o size=64k tmpfs small || exit 77
                trap 'umount small' EXIT
                echo old > small/amsterdam.yaml
                head -c 40000 /dev/zero > small/ballast
                "$CW" gen -q --cluster-file $EXAMPLES/2018/clusters.json --service-file $EXAMPLES/2018/services.json -o dir=small
                echo "code $?"; cat small/amsterdam.yaml; ls -A small
                mount -o remount,ro small
                "$CW" gen -q --cluster-file $EXAMPLES/2018/clusters.json --service-file $EXAMPLES/2018/services.json -o dir=small
                echo "code $?"; ls -A small
                """);
        assertThat(result.out()).isEqualTo("code 1\nold\namsterdam.yaml\nballast\ncode 1\namsterdam.yaml\nballast\n");
        assertThat(result.err().lines())
                .hasSize(2)
                .satisfiesExactly(
                        full -> assertThat(full).contains("No space left on device", "what was there is unchanged"),
                        readOnly ->
                                assertThat(readOnly).contains("Read-only file system", "what was there is unchanged"));
    }

    /** Whether this process may mount a small file system of its own; only then a full disk can be tried. */
    static boolean canMount() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh", "-c", "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d && umount $d && rmdir $d")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    private static List<String> names(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(out)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        }
    }

    /** Thirty clusters and five hundred services: megabytes of output, more than any pipe holds. */
    private void largeMesh() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append("""
                    apiVersion: coddiwomple.io/v1alpha1
                    kind: Cluster
                    metadata: {name: c%1$d}
                    spec: {gateways: [{address: gateway.c%1$d.example.com}]}
                    ---
                    """.formatted(i));
        }
        for (int i = 0; i < 500; i++) {
            text.append("""
                    apiVersion: coddiwomple.io/v1alpha1
                    kind: GlobalService
                    metadata: {name: s%1$d, namespace: bar}
                    spec:
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends:
                      - {cluster: c%2$d, service: s%1$d.bar.svc.cluster.local}
                      - {cluster: c%3$d, service: s%1$d.bar.svc.cluster.local}
                    ---
                    """.formatted(i, i % 30, (i + 1) % 30));
        }
        Files.writeString(folder.resolve("large.yaml"), text);
    }
}

package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path out = Path.of("");
    private final Shell shell = new Shell();

    @BeforeEach
    void writeInputs() throws IOException {
        out = folder.resolve("out");
        clusters("london", "paris", "rome");
    }

    private void clusters(String... names) throws IOException {
        var text = new StringBuilder("""
                apiVersion: coddiwomple.io/v1alpha1
                kind: GlobalService
                metadata: {name: httpbin, namespace: bar}
                spec:
                  ports: [{name: http, number: 8000, protocol: HTTP}]
                  backends: [{cluster: london, service: httpbin.bar.svc.cluster.local}]
                """);
        for (String name : names) {
            text.append("""
                    ---
                    apiVersion: coddiwomple.io/v1alpha1
                    kind: Cluster
                    metadata: {name: %s}
                    spec: {gateways: [{address: gateway.%s.example.com}]}
                    """.formatted(name, name));
        }
        Files.writeString(folder.resolve("mesh.yaml"), text);
    }

    private Shell.Result gen(String... words) {
        var all =
                new ArrayList<>(List.of("gen", "-f", folder.resolve("mesh.yaml").toString(), "-o", "dir=" + out));
        all.addAll(List.of(words));
        return shell.run(all);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(out)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writesOneFileForEachClusterAndNothingToStandardOutput() throws IOException {
        Shell.Result result = gen();
        assertThat(result).isEqualTo(new Shell.Result(0, "", out + ": 3 written, 0 unchanged, 0 removed\n"));
        assertThat(files()).containsExactly(".cw-manifest", "london.yaml", "paris.yaml", "rome.yaml");
        var joined = new StringBuilder();
        for (String name : List.of("london", "paris", "rome")) {
            joined.append(Files.readString(out.resolve(name + ".yaml")));
        }
        assertThat(shell.run("gen", "-f", folder.resolve("mesh.yaml").toString())
                        .out())
                .isEqualTo(joined.toString());
    }

    @Test
    void doesNotReadWhatItWroteIntoAFolderOfItsInput() {
        for (String into : List.of("/out", "")) {
            var words = List.of("gen", "-f", folder.toString(), "-o", "dir=" + folder + into);
            assertThat(shell.run(words).code()).isZero();
            assertThat(shell.run(words).err()).isEqualTo(folder + into + ": 0 written, 3 unchanged, 0 removed\n");
        }
        assertThat(shell.run("gen", "-f", out.toString()).err())
                .contains("no .yaml, .yml or .json file but what cw wrote, which it does not read again");
    }

    @Test
    void leavesFilesAloneThatNeedNoChange() throws IOException {
        gen();
        var before = Files.getLastModifiedTime(out.resolve("paris.yaml"));
        assertThat(gen().err()).isEqualTo(out + ": 0 written, 3 unchanged, 0 removed\n");
        assertThat(Files.getLastModifiedTime(out.resolve("paris.yaml"))).isEqualTo(before);
        assertThat(gen("-q").err()).isEmpty();
    }

    @Test
    void removesItsOwnFilesOnlyWhenAClusterGoes() throws IOException {
        gen();
        Files.writeString(out.resolve("mine.yaml"), "mine");
        clusters("london", "paris");
        assertThat(gen().err()).isEqualTo(out + ": 0 written, 2 unchanged, 1 removed\n");
        assertThat(files()).containsExactly(".cw-manifest", "london.yaml", "mine.yaml", "paris.yaml");
    }

    @Test
    void keepsAndNamesAFileToRemoveThatWasChangedByHand() throws IOException {
        gen();
        Files.writeString(out.resolve("rome.yaml"), "by hand");
        clusters("london", "paris");
        for (int run = 0; run < 2; run++) {
            assertThat(gen().err())
                    .isEqualTo("warning: " + out
                            + "/rome.yaml is not needed any more, but was changed since cw wrote it,"
                            + " so it stays; remove it yourself\n" + out + ": 0 written, 2 unchanged, 0 removed\n");
        }
        assertThat(Files.readString(out.resolve("rome.yaml"))).isEqualTo("by hand");
    }

    @Test
    void replacesAFileThatWasChangedByHandAndSaysSo() throws IOException {
        gen();
        String good = Files.readString(out.resolve("rome.yaml"));
        Files.writeString(out.resolve("rome.yaml"), "by hand");
        assertThat(gen().err())
                .contains("warning: " + out + "/rome.yaml was changed since cw wrote it, and is replaced");
        assertThat(Files.readString(out.resolve("rome.yaml"))).isEqualTo(good);
    }

    @Test
    void doesNotReplaceAFileThatItDidNotWrite() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("paris.yaml"), "somebody else's");
        Shell.Result result = gen();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("error: " + out + "/paris.yaml exists and was not written by cw");
        assertThat(files()).containsExactly("paris.yaml");
        assertThat(Files.readString(out.resolve("paris.yaml"))).isEqualTo("somebody else's");
    }

    @Test
    void touchesOnlyTheChosenClustersFiles() throws IOException {
        gen();
        Files.delete(out.resolve("london.yaml"));
        Files.writeString(out.resolve("paris.yaml"), "by hand");
        clusters("london", "paris");
        assertThat(gen("--cluster", "london").err()).isEqualTo(out + ": 1 written, 0 unchanged, 0 removed\n");
        assertThat(files()).containsExactly(".cw-manifest", "london.yaml", "paris.yaml", "rome.yaml");
        assertThat(Files.readString(out.resolve("paris.yaml"))).isEqualTo("by hand");
    }

    @Test
    void writesNothingWhenTheInputIsRefused() throws IOException {
        gen();
        Files.writeString(folder.resolve("mesh.yaml"), "kind: [");
        assertThat(gen().code()).isEqualTo(2);
        assertThat(files()).containsExactly(".cw-manifest", "london.yaml", "paris.yaml", "rome.yaml");
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        Files.writeString(out, "a file");
        Shell.Result result = gen();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("error: " + out + " is a file, and -o dir needs a folder\n");
        assertThat(Files.readString(out)).isEqualTo("a file");
    }

    @Test
    void sharesAFolderWithWhatIsInstalled() throws IOException {
        gen();
        var install =
                List.of("install", "london", "-f", folder.resolve("mesh.yaml").toString(), "-o", "dir=" + out);
        assertThat(shell.run(install).err()).endsWith(" written, 0 unchanged, 0 removed\n");
        List<String> both = files();
        assertThat(both).contains("london.yaml", "paris.yaml", "rome.yaml").hasSizeGreaterThan(5);
        assertThat(gen().err()).isEqualTo(out + ": 0 written, 3 unchanged, 0 removed\n");
        assertThat(shell.run(install).err()).endsWith(": 0 written, " + (both.size() - 4) + " unchanged, 0 removed\n");
        assertThat(files()).isEqualTo(both);
    }

    /** Lists of files did not always tell who wrote them. */
    @Test
    void removesNothingOfWhichItIsNotKnownWhoWroteIt() throws IOException {
        gen();
        Path list = out.resolve(".cw-manifest");
        String old = Files.readString(list).replaceAll("# by .*\n", "").replace("rome.yaml", "oslo.yaml");
        Files.writeString(list, old);
        Files.move(out.resolve("rome.yaml"), out.resolve("oslo.yaml"));
        assertThat(gen().err()).isEqualTo(out + ": 1 written, 2 unchanged, 0 removed\n");
        assertThat(files()).contains("oslo.yaml");
        assertThat(Files.readString(list)).contains("\n# by cw gen\n");
    }

    @Test
    void refusesAListOfChecksumsThatItCannotRead() throws IOException {
        gen();
        Files.writeString(out.resolve(".cw-manifest"), "<<<<<<< HEAD\n");
        Shell.Result result = gen();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains(".cw-manifest:1 is no line of a list of checksums");
        assertThat(files()).contains("rome.yaml");
    }

    @Test
    void takesUpAfterARunThatWasKilledHalfWay() throws IOException {
        gen();
        // What the next lines leave is what a kill leaves between two renames.
        String list = Files.readString(out.resolve(".cw-manifest"));
        String other = "0".repeat(64) + "  london.yaml\n";
        Files.writeString(out.resolve(".cw-manifest"), list + other);
        Files.writeString(out.resolve(".cw-pending-999999999-1-rome.yaml"), "half");
        assertThat(gen().err()).isEqualTo(out + ": 0 written, 3 unchanged, 0 removed\n");
        assertThat(files()).containsExactly(".cw-manifest", "london.yaml", "paris.yaml", "rome.yaml");
        assertThat(Files.readString(out.resolve(".cw-manifest"))).isEqualTo(list);
    }
}

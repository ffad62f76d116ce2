package io.coddiwomple.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.yaml.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
    private static final Input.Role ROLE = new Input.Resources();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Problems problems = new Problems();
    private final InputFiles files = new InputFiles(
            new ByteArrayInputStream("stdin".getBytes(StandardCharsets.UTF_8)), Limits.DEFAULT, problems);

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private List<String> shown() {
        return files.inputs().stream()
                .map(input -> input.file().replace(folder + "/", ""))
                .toList();
    }

    private String onlyProblem() {
        assertThat(problems.sorted()).hasSize(1);
        return problems.sorted().getFirst().toString().replace(folder + "/", "");
    }

    @Test
    void readsFoldersInNameOrderWithWhatIsInThem() throws IOException {
        write("b.yml", "a/z.yaml", "a/sub/x.json", "c.yaml", "readme.md", ".git/hidden.yaml", ".hidden.yaml", "a.yaml");
        files.add(folder.toString(), ROLE);
        assertThat(shown()).containsExactly("a/sub/x.json", "a/z.yaml", "a.yaml", "b.yml", "c.yaml");
        assertThat(files.inputs().getFirst().content()).isEqualTo("a/sub/x.json".getBytes(StandardCharsets.UTF_8));
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void passesOverResultsWhereResourcesAreWantedAndNowhereElse() throws IOException {
        write("mesh.yaml", "out/london.yaml", "out/own.yaml");
        Files.writeString(folder.resolve("out/.cw-manifest"), "0".repeat(64) + "  london.yaml\n");
        files.add(folder.toString(), ROLE);
        files.add(folder.resolve("out").toString(), new Input.Objects());
        assertThat(shown()).containsExactly("mesh.yaml", "out/own.yaml", "out/london.yaml", "out/own.yaml");
    }

    @Test
    void readsAFolderOnceThatLinksLeadBackTo() throws IOException {
        write("a/one.yaml");
        Files.createSymbolicLink(folder.resolve("a/back"), folder);
        Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
        files.add(folder.toString(), ROLE);
        assertThat(shown()).containsExactly("a/one.yaml");
    }

    @Test
    void readsAFileOfAnyNameAndStandardInput() throws IOException {
        write("resources");
        files.add(folder.resolve("resources").toString(), ROLE);
        files.addFile("-", new Input.ClusterFile());
        assertThat(shown()).containsExactly("resources", "<stdin>");
        assertThat(files.inputs().getLast())
                .isEqualTo(new Input("<stdin>", "stdin".getBytes(StandardCharsets.UTF_8), new Input.ClusterFile()));
    }

    @Test
    void refusesStandardInputTwice() {
        files.add("-", ROLE);
        files.add("-", ROLE);
        assertThat(onlyProblem()).startsWith("error CW1001 <stdin> standard input is asked for twice");
    }

    @Test
    void namesASimilarFileBesideAMissingOne() throws IOException {
        write("services.json");
        files.addFile(folder.resolve("service.json").toString(), ROLE);
        assertThat(onlyProblem())
                .isEqualTo("error CW1001 service.json there is no such file or folder; did you mean"
                        + " \"services.json\"?");
    }

    @Test
    void refusesAFolderInPlaceOfAFileAndAFolderWithoutFiles() throws IOException {
        Files.createDirectories(folder.resolve("empty/sub"));
        files.addFile(folder.resolve("empty").toString(), ROLE);
        files.add(folder.resolve("empty").toString(), ROLE);
        assertThat(problems.sorted())
                .extracting(Problem::message)
                .containsExactly(
                        "this folder holds no .yaml, .yml or .json file",
                        "this is a folder, and one file is wanted here; -f reads folders");
    }

    @Test
    void refusesAPathThatIsNone() {
        files.add("a\0b", ROLE);
        assertThat(problems.hasErrors()).isTrue();
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws IOException {
        write("secret.yaml");
        Files.setPosixFilePermissions(folder.resolve("secret.yaml"), PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(folder.resolve("secret.yaml")), "this user may read every file");
        files.add(folder.toString(), ROLE);
        assertThat(onlyProblem()).startsWith("error CW1001 secret.yaml this file may not be read");
    }

    @Test
    void refusesALargeFileWithoutReadingIt() throws IOException {
        Path large = folder.resolve("large.yaml");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        files.add(large.toString(), ROLE);
        assertThat(onlyProblem()).startsWith("error CW1006 large.yaml the input has 1,099,511,627,776 bytes");
    }

    @Test
    void givesUpAStreamThatDoesNotEnd() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return '#';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return length;
            }
        };
        var problemsOfIt = new Problems();
        new InputFiles(endless, Limits.DEFAULT, problemsOfIt).add("-", ROLE);
        assertThat(problemsOfIt.sorted()).singleElement().asString().startsWith("error CW1006 <stdin> the input has");
    }

    @Test
    void readsAFileOnceForEachRoleWhateverItsName() throws IOException {
        write("a/one.yaml");
        Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("a/one.yaml"));
        files.add(folder.toString(), ROLE);
        files.add(folder.resolve("a/../a/one.yaml").toString(), ROLE);
        assertThat(shown()).containsExactly("a/one.yaml");
        files.add(folder.resolve("link.yaml").toString(), new Input.ClusterObjects("london"));
        assertThat(shown()).containsExactly("a/one.yaml", "link.yaml");
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void limitsWhatAllFilesTogetherHold() throws IOException {
        byte[] full = new byte[Limits.DEFAULT.fileBytes()];
        Path file = folder.resolve("full.yaml");
        Files.write(file, full);
        long fitting = InputFiles.TOTAL_BYTES / full.length;
        for (int i = 0; i <= fitting + 1; i++) {
            files.add(file.toString(), new Input.ClusterObjects("cluster-" + i));
        }
        assertThat(files.inputs()).hasSize((int) fitting);
        assertThat(onlyProblem()).startsWith("error CW1006 full.yaml with this file all inputs together exceed");
    }
}

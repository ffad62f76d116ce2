package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every {@code ./cw} command of the documents' console blocks. What a block shows is what is printed, with a line
 * of three dots wherever lines are left out; every finding is shown.
 */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final String PROMPT = "$ ";
    private static final String CW = PROMPT + "./cw ";
    private static final String LEFT_OUT = "…";

    /** A command line, and what a document says that it prints. */
    private record Session(Path document, String command, List<String> shown) {
        String name() {
            return ROOT.relativize(document) + ": " + command;
        }

        List<String> words() {
            return Stream.of(command.split(" "))
                    .map(word -> word.replaceFirst("^(.*=)?examples/", "$1../examples/"))
                    .toList();
        }

        /** What stands between the lines that are left out. */
        List<String> pieces() {
            var pieces = new ArrayList<String>();
            var piece = new StringBuilder();
            for (String line : shown) {
                if (line.strip().equals(LEFT_OUT)) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                } else {
                    piece.append(line).append('\n');
                }
            }
            pieces.add(piece.toString());
            return pieces;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandPrintsWhatIsShown() throws IOException {
        return sessions().stream().map(session -> dynamicTest(session.name(), () -> check(session)));
    }

    @Test
    void everyFolderOfExamplesIsShown() throws IOException {
        List<Session> sessions = sessions();
        try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
            assertThat(folders.map(folder -> "examples/" + folder.getFileName()))
                    .allMatch(folder -> sessions.stream()
                            .anyMatch(
                                    session -> session.command.startsWith("gen ") && session.command.contains(folder)));
        }
    }

    /** Every finding, notes too, stands somewhere in the document. */
    @TestFactory
    Stream<DynamicTest> noFindingIsLeftOut() throws IOException {
        return sessions().stream()
                .map(session -> dynamicTest(session.name(), () -> {
                    List<String> words = new ArrayList<>(session.words());
                    words.add("-v");
                    assertThat(Files.readAllLines(session.document))
                            .containsAll(
                                    named(new Shell().run(words).err()).lines().toList());
                }));
    }

    /** The same text with paths as they are at the root. */
    private static String named(String text) {
        return text.replace("../examples/", "examples/");
    }

    private static void check(Session session) {
        Shell.Result result = new Shell().run(session.words());
        String printed = "\n" + named(result.err() + result.out());
        int end = 0;
        for (String piece : session.pieces()) {
            int start = printed.indexOf("\n" + piece, end);
            assertThat(start).as("%s%nis in%n%s", piece, printed).isNotNegative();
            end = start + piece.length();
        }
    }

    private static List<Session> sessions() throws IOException {
        var sessions = new ArrayList<Session>();
        for (Path document : documents()) {
            boolean inside = false;
            List<String> shown = new ArrayList<>();
            for (String line : Files.readAllLines(document)) {
                if (line.startsWith("```")) {
                    inside = line.equals("```console");
                    shown = new ArrayList<>();
                } else if (inside && line.startsWith(PROMPT)) {
                    shown = new ArrayList<>();
                    if (line.startsWith(CW)) {
                        sessions.add(new Session(document, line.substring(CW.length()), shown));
                    }
                } else {
                    shown.add(line);
                }
            }
        }
        assertThat(sessions).hasSizeGreaterThan(3);
        return sessions;
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        documents.add(ROOT.resolve("README.md"));
        documents.add(ROOT.resolve("CONTRIBUTING.md"));
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }
}

package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads JSON and YAML text into positioned nodes. */
public final class Documents {
    private Documents() {}

    /**
     * Reads every document of a file. Empty documents, as {@code ---} at the end of a file makes them, are left out.
     *
     * <p>The text is JSON when the file's name ends in {@code .json}, or when it ends in neither {@code .yaml} nor
     * {@code .yml} and the text begins with a brace or bracket; otherwise it is YAML 1.2. JSON is RFC 8259, and several
     * values may follow one another. YAML is read by the core schema ({@code yes} is a string), without merge keys,
     * custom tags and keys that are not scalars. Both must be UTF-8, a byte order mark is allowed.
     *
     * <p>Every problem is an error, so a result with problems is only good for finding more of them: it lacks the
     * documents that could not be read, and the second of two equal keys.
     *
     * @param file the path as the user wrote it, for the places of problems
     * @param content the bytes of the file; not kept
     * @return what could be read, in the order of the text
     */
    public static List<Document> read(String file, byte[] content, Limits limits, Problems problems) {
        var all = new Collected(new ArrayList<>());
        read(file, content, limits, problems, all);
        return all.documents;
    }

    private record Collected(List<Document> documents) implements Receiver {
        @Override
        public boolean item(String file, Node item) {
            return false;
        }

        @Override
        public void document(Document document) {
            documents.add(document);
        }

        @Override
        public void broken() {}
    }

    /** Reads every document of a file as {@link #read(String, byte[], Limits, Problems)} does, one after another. */
    public static void read(String file, byte[] content, Limits limits, Problems problems, Receiver receiver) {
        if (content.length > limits.fileBytes()) {
            problems.add(limits.tooLarge(file, content.length));
            return;
        }
        if (content.length == 0) {
            problems.add(Code.EMPTY_INPUT, Place.file(file), "the input is empty, it has no bytes at all");
            return;
        }
        int start;
        try {
            start = Encoding.check(file, content);
        } catch (Refused refused) {
            problems.add(refused.problem());
            return;
        }
        var own = new Problems();
        int documents = isJson(file, content, start)
                ? JsonReader.read(file, content, start, limits, own, receiver)
                : YamlReader.read(
                        file,
                        new String(content, start, content.length - start, StandardCharsets.UTF_8),
                        limits,
                        own,
                        receiver);
        if (documents == 0 && !own.hasErrors()) {
            own.add(Code.EMPTY_INPUT, Place.file(file), "the input holds no document, only white space or comments");
        }
        problems.addAll(own.sorted());
    }

    private static boolean isJson(String file, byte[] content, int start) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return true;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return false;
        }
        int first = new JsonCursor(file, content, start).skipBlanks();
        return first == '{' || first == '[';
    }
}

package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * YAML 1.2. After a syntax error it goes on with the next line that begins a document, so that one run tells of
 * several errors.
 */
final class YamlReader {
    /** Enough to work on; each further error would cost another look for the next document. */
    private static final int MOST_SYNTAX_ERRORS = 20;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final String file;
    private final String text;
    private final Limits limits;
    private final Problems problems;
    private final Scaffold scaffold;
    private final Receiver receiver;
    private int documents;

    private YamlReader(String file, String text, Limits limits, Problems problems, Receiver receiver) {
        this.file = file;
        this.text = text;
        this.limits = limits;
        this.problems = problems;
        this.scaffold = new Scaffold(file, limits, problems);
        this.receiver = receiver;
    }

    /**
     * Reads the documents that have no syntax error.
     *
     * @return how many there were
     */
    static int read(String file, String text, Limits limits, Problems problems, Receiver receiver) {
        var reader = new YamlReader(file, text, limits, problems, receiver);
        try {
            reader.refuseForbiddenCharacters();
            reader.readAll();
        } catch (Refused refused) {
            problems.add(refused.problem());
            receiver.broken();
        }
        return reader.documents;
    }

    private void readAll() {
        int start = 0;
        int line = 0;
        for (int errors = 1; start >= 0; errors++) {
            YamlEvents events = new YamlEvents(file, text, start, line);
            try {
                readFrom(events);
                return;
            } catch (YamlSyntax broken) {
                problems.add(broken.problem());
                scaffold.clear();
                receiver.broken();
                if (errors == MOST_SYNTAX_ERRORS) {
                    return;
                }
                int failed = broken.problem().place().line() - 1;
                LineStart next = nextDocument(start, line, failed);
                start = next.offset;
                line = next.line;
            }
        }
    }

    private void readFrom(YamlEvents events) {
        var composer = new YamlComposer(file, events, scaffold, limits, receiver);
        while (events.nextDocument()) {
            Place place = events.place();
            scaffold.document(place.line(), place.column());
            Node root = composer.document();
            if (root != null) {
                receiver.document(new Document(file, root));
                documents++;
            }
        }
    }

    /** @param line 0-based */
    private record LineStart(int offset, int line) {}

    /** The next {@code ---} after a start, not above the line of an error; without one, the offset is -1. */
    private LineStart nextDocument(int start, int startLine, int failedLine) {
        int line = startLine;
        int at = start;
        while (true) {
            int end = lineEnd(at);
            if (end == text.length()) {
                return new LineStart(-1, line);
            }
            at = end + (text.startsWith("\r\n", end) ? 2 : 1);
            line++;
            if (line >= failedLine && text.startsWith("---", at)) {
                return new LineStart(at, line);
            }
        }
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private void refuseForbiddenCharacters() {
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit >= ' ' && unit <= '~' || unit == '\n') {
                at++;
                continue;
            }
            int point = text.codePointAt(at);
            if (!StreamReader.isPrintable(point)) {
                throw new Refused(Code.SYNTAX, place(at), forbidden(point));
            }
            if (point == BYTE_ORDER_MARK && at > 0 && lineEnd(at - 1) < at) {
                throw new Refused(
                        Code.SYNTAX,
                        place(at),
                        "a byte order mark (U+FEFF) begins this line, as when files are joined that each have one;"
                                + " remove it");
            }
            at += Character.charCount(point);
        }
    }

    static String forbidden(int point) {
        return "the character " + Excerpt.character(point)
                + " cannot stand in YAML text; remove it, or write it as an escape in double quotes";
    }

    private Place place(int offset) {
        int line = 1;
        int lineStart = 0;
        for (int end = lineEnd(0); end < offset; end = lineEnd(lineStart)) {
            lineStart = end + (text.startsWith("\r\n", end) ? 2 : 1);
            line++;
        }
        return new Place(file, line, text.codePointCount(lineStart, offset) + 1);
    }
}

package io.coddiwomple.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The long texts of all problems, as {@code catalogue.md} beside this class has them: a section {@code ## CW2014 Title}
 * for each code, and what follows until the next one. Read when it is first asked for.
 */
public final class Catalogue {
    private static final String HEADING = "## ";

    private Catalogue() {}

    /**
     * A section.
     *
     * @param id {@code CW2014}
     * @param title one line without a full stop
     * @param body paragraphs divided by empty lines, with Markdown's inline code and indented examples
     */
    public record Entry(String id, String title, String body) {}

    private static final class Holder {
        static final List<Entry> ENTRIES = read();
    }

    /** All sections, in the order of the text. */
    public static List<Entry> entries() {
        return Holder.ENTRIES;
    }

    /** What a code means, as it is printed: its id and title, an empty line, the text. Empty for a code without a section. */
    public static Optional<String> text(Code code) {
        for (Entry entry : entries()) {
            if (entry.id.equals(code.id())) {
                return Optional.of(entry.id + " " + entry.title + "\n\n" + entry.body + "\n");
            }
        }
        return Optional.empty();
    }

    private static List<Entry> read() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.md")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.md is not beside its class");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sections of a catalogue's text; what stands before the first heading is for its authors. */
    static List<Entry> parse(String text) {
        var entries = new ArrayList<Entry>();
        int start = heading(text, 0);
        while (start < text.length()) {
            int next = heading(text, start + HEADING.length());
            int lineEnd = text.indexOf('\n', start);
            String heading = text.substring(start + HEADING.length(), lineEnd < 0 ? next : lineEnd);
            int blank = heading.indexOf(' ');
            if (blank < 0 || lineEnd < 0) {
                throw new IllegalArgumentException("a section needs an id, a title and a text: " + heading);
            }
            entries.add(new Entry(
                    heading.substring(0, blank),
                    heading.substring(blank + 1).strip(),
                    text.substring(lineEnd, next).strip()));
            start = next;
        }
        return List.copyOf(entries);
    }

    /** Where the next heading begins, or the end of the text. */
    private static int heading(String text, int from) {
        if (from == 0 && text.startsWith(HEADING)) {
            return 0;
        }
        int found = text.indexOf("\n" + HEADING, Math.max(0, from - 1));
        return found < 0 ? text.length() : found + 1;
    }
}

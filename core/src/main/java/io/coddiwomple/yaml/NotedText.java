package io.coddiwomple.yaml;

import io.coddiwomple.resource.Noted;
import java.util.List;

/** Trees with notes as YAML: as {@link YamlText} writes them, each note in comment lines above its entry. */
public final class NotedText {
    /** The longest comment line, where the words allow it. */
    private static final int WIDTH = 110;

    private NotedText() {}

    /** Appends a mapping, with a line break at its end. */
    public static void append(Noted tree, ByteText out) {
        if (tree.entries().isEmpty()) {
            out.ascii("{}\n");
        } else {
            mapping(tree.entries(), 0, out);
        }
    }

    /** Appends a paragraph as comment lines at a column; empty text gives no line. */
    public static void paragraph(String text, int column, ByteText out) {
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && column + 2 + line.length() + 1 + word.length() > WIDTH) {
                comment(line, column, out);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            comment(line, column, out);
        }
    }

    private static void comment(StringBuilder line, int column, ByteText out) {
        out.blanks(column);
        YamlText.comment(line.toString(), out);
        line.setLength(0);
    }

    /** Appends entries; where the text ends now, a line begins. */
    private static void mapping(List<Noted.Entry> entries, int column, ByteText out) {
        for (Noted.Entry entry : entries) {
            paragraph(entry.note(), column, out);
            out.blanks(column);
            entry(entry, column, out);
        }
    }

    /** Appends an entry where the text ends now, which is at its column. */
    private static void entry(Noted.Entry entry, int column, ByteText out) {
        YamlText.name(entry.name(), out);
        switch (entry.content()) {
            case Noted.Plain plain -> YamlText.value(plain.value(), column, out);
            case Noted.Group group when group.fields().entries().isEmpty() -> out.ascii(" {}\n");
            case Noted.Group group -> {
                out.ascii('\n');
                mapping(group.fields().entries(), column + 2, out);
            }
            case Noted.Items items when items.items().isEmpty() -> out.ascii(" []\n");
            case Noted.Items items -> {
                out.ascii('\n');
                items.items().forEach(item -> item(item.entries(), column, out));
            }
        }
    }

    /** Appends an item; the note of its first entry stands above its dash. */
    private static void item(List<Noted.Entry> entries, int column, ByteText out) {
        Noted.Entry first = entries.getFirst();
        paragraph(first.note(), column, out);
        out.blanks(column);
        out.ascii("- ");
        entry(first, column + 2, out);
        mapping(entries.subList(1, entries.size()), column + 2, out);
    }
}

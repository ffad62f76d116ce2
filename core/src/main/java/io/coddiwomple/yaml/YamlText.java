package io.coddiwomple.yaml;

import io.coddiwomple.problem.Characters;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.List;

/**
 * Trees as YAML in block style, as kubectl and careful authors write it: indented by two, a list at the column of its
 * key, no folded lines, strings plain wherever every YAML 1.1 and 1.2 reader takes them for strings. The same tree is
 * the same bytes.
 */
public final class YamlText {
    /** What a reader accepts as a key without a question mark, YAML 1.2.2 section 7.4.2, with room for escapes. */
    private static final int LONGEST_SIMPLE_KEY = 1024 / 10;

    private YamlText() {}

    /** Appends a mapping, with a line break at its end. Its values nest no deeper than the caller's stack allows. */
    public static void append(Fields tree, ByteText out) {
        if (tree.isEmpty()) {
            out.ascii("{}\n");
        } else {
            mapping(tree.fields(), 0, out);
        }
    }

    /** Appends one comment line. What would end the line becomes a blank, what cannot stand in YAML is left out. */
    public static void comment(String line, ByteText out) {
        out.ascii('#');
        if (!line.isEmpty()) {
            out.ascii(' ');
        }
        int at = 0;
        while (at < line.length()) {
            int point = line.codePointAt(at);
            at += Character.charCount(point);
            if (point == '\n' || point == '\r' || point == '\t') {
                out.ascii(' ');
            } else if (point == ' ' || Characters.isVisible(point)) {
                out.codePoint(point);
            }
        }
        out.ascii('\n');
    }

    /** Appends entries; the first one where the text now ends, which is at their column. */
    private static void mapping(List<Fields.Field> fields, int column, ByteText out) {
        for (int at = 0; at < fields.size(); at++) {
            if (at > 0) {
                out.blanks(column);
            }
            Fields.Field field = fields.get(at);
            if (field.name().length() > LONGEST_SIMPLE_KEY) {
                out.ascii("? ");
                scalar(field.name(), PlainText.judge(field.name()), out);
                out.ascii('\n');
                out.blanks(column);
                out.ascii(':');
            } else {
                name(field.name(), out);
            }
            value(field.value(), column, out);
        }
    }

    /** Appends a key that is short enough for a line, with its colon. */
    static void name(String name, ByteText out) {
        scalar(name, PlainText.judgeName(name), out);
        out.ascii(':');
    }

    /** Appends what follows the colon of a key at a column. Chains of instanceof start faster than a type switch. */
    static void value(Value value, int column, ByteText out) {
        if (value instanceof Fields inner && !inner.isEmpty()) {
            out.ascii('\n');
            out.blanks(column + 2);
            mapping(inner.fields(), column + 2, out);
        } else if (value instanceof Value.Items list && !list.items().isEmpty()) {
            out.ascii('\n');
            out.blanks(column);
            items(list.items(), column, out);
        } else {
            out.ascii(' ');
            leaf(value, out);
        }
    }

    /** Appends items; the first one where the text now ends, which is at their column. */
    private static void items(List<Value> items, int column, ByteText out) {
        for (int at = 0; at < items.size(); at++) {
            if (at > 0) {
                out.blanks(column);
            }
            out.ascii("- ");
            Value item = items.get(at);
            if (item instanceof Fields inner && !inner.isEmpty()) {
                mapping(inner.fields(), column + 2, out);
            } else if (item instanceof Value.Items list && !list.items().isEmpty()) {
                items(list.items(), column + 2, out);
            } else {
                leaf(item, out);
            }
        }
    }

    @SuppressWarnings("IfChainToSwitch") // The first use of a type switch costs milliseconds at start.
    private static void leaf(Value value, ByteText out) {
        if (value instanceof Value.Text text) {
            scalar(text.text(), PlainText.judge(text.text()), out);
        } else if (value instanceof Value.Int whole) {
            out.number(whole.number());
        } else if (value instanceof Value.Decimal decimal) {
            out.ascii(decimal.digits());
        } else if (value instanceof Value.Flag flag) {
            out.ascii(flag.flag() ? "true" : "false");
        } else {
            out.ascii(value instanceof Fields ? "{}" : "[]");
        }
        out.ascii('\n');
    }

    private static void scalar(String text, int verdict, ByteText out) {
        switch (verdict) {
            case PlainText.ASCII -> out.ascii(text);
            case PlainText.WIDE -> out.text(text);
            default -> QuotedText.yaml(text, out);
        }
    }
}

package io.coddiwomple.yaml;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.List;

/** Trees as JSON, one field or item a line, indented by two. The same tree is the same bytes. */
public final class JsonText {
    private JsonText() {}

    /**
     * Appends a value without a line break at its end.
     *
     * @param indent blanks before every line but the first, which begins where the text now ends
     */
    public static void append(Value tree, int indent, ByteText out) {
        if (tree instanceof Value.Text text) {
            QuotedText.json(text.text(), out);
        } else if (tree instanceof Value.Int whole) {
            out.number(whole.number());
        } else if (tree instanceof Value.Decimal decimal) {
            out.ascii(decimal.digits());
        } else if (tree instanceof Value.Flag flag) {
            out.ascii(flag.flag() ? "true" : "false");
        } else if (tree instanceof Value.Items list) {
            items(list.items(), indent, out);
        } else if (tree instanceof Fields fields) {
            fields(fields.fields(), indent, out);
        }
    }

    private static void items(List<Value> items, int indent, ByteText out) {
        out.ascii('[');
        for (int at = 0; at < items.size(); at++) {
            line(at, indent + 2, out);
            append(items.get(at), indent + 2, out);
        }
        close(items.isEmpty(), ']', indent, out);
    }

    private static void fields(List<Fields.Field> fields, int indent, ByteText out) {
        out.ascii('{');
        for (int at = 0; at < fields.size(); at++) {
            line(at, indent + 2, out);
            QuotedText.json(fields.get(at).name(), out);
            out.ascii(": ");
            append(fields.get(at).value(), indent + 2, out);
        }
        close(fields.isEmpty(), '}', indent, out);
    }

    private static void line(int index, int indent, ByteText out) {
        out.ascii(index == 0 ? "\n" : ",\n");
        out.blanks(indent);
    }

    private static void close(boolean empty, char bracket, int indent, ByteText out) {
        if (!empty) {
            out.ascii('\n');
            out.blanks(indent);
        }
        out.ascii(bracket);
    }
}

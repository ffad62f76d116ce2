package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;

/**
 * JSON as RFC 8259 defines it, straight from the bytes. Several values may follow one another, as kubectl accepts them.
 * It descends by recursion, which the depth limit bounds.
 */
final class JsonReader {
    private final String file;
    private final JsonCursor in;
    private final JsonStrings strings;
    private final Scaffold scaffold;
    private final Receiver receiver;
    private boolean itemsOffered;
    private int documents;

    private JsonReader(String file, byte[] utf8, int start, Limits limits, Problems problems, Receiver receiver) {
        this.file = file;
        this.in = new JsonCursor(file, utf8, start);
        this.strings = new JsonStrings(in);
        this.scaffold = new Scaffold(file, limits, problems);
        this.receiver = receiver;
    }

    /**
     * Reads the values before the first error.
     *
     * @param utf8 valid UTF-8
     * @param start where the text begins, after a byte order mark
     * @return how many there were
     */
    static int read(String file, byte[] utf8, int start, Limits limits, Problems problems, Receiver receiver) {
        var reader = new JsonReader(file, utf8, start, limits, problems, receiver);
        try {
            reader.readAll();
        } catch (Refused refused) {
            problems.add(refused.problem());
            receiver.broken();
        }
        return reader.documents;
    }

    private void readAll() {
        while (in.skipBlanks() != JsonCursor.END) {
            scaffold.document(in.line(), in.column());
            itemsOffered = false;
            receiver.document(new Document(file, value(0, false)));
            documents++;
        }
    }

    /**
     * Reads the value that begins at the cursor.
     *
     * @param offered whether the receiver may take the items of a list
     */
    private Node value(int depth, boolean offered) {
        int line = in.line();
        int column = in.column();
        int first = in.peek();
        scaffold.count(1, line, column);
        if (first == '"') {
            return new Node.Scalar(strings.read(), Node.Type.STRING, line, column);
        }
        if (first == '{') {
            scaffold.descend(depth + 1, line, column);
            return mapping(depth + 1, line, column);
        }
        if (first == '[') {
            scaffold.descend(depth + 1, line, column);
            return sequence(depth + 1, offered, line, column);
        }
        if (first == '-' || first >= '0' && first <= '9') {
            return number(depth, line, column);
        }
        return literal(line, column);
    }

    private Node sequence(int depth, boolean offered, int line, int column) {
        int from = scaffold.items();
        in.step();
        int next = in.skipBlanks();
        while (next != ']') {
            if (next == JsonCursor.END) {
                throw endsInside("list", "]", line, column);
            }
            Node item = value(depth, false);
            if (!offered || !receiver.item(file, item)) {
                scaffold.item(item);
            }
            next = in.skipBlanks();
            if (next == ',') {
                next = afterComma(']', "item of a list");
            } else if (next != JsonCursor.END && next != ']') {
                throw in.refused("a \",\" or the list's \"]\" was expected here, and not " + in.found());
            }
        }
        in.step();
        return scaffold.sequence(from, line, column);
    }

    private Node mapping(int depth, int line, int column) {
        int from = scaffold.entries();
        in.step();
        int next = in.skipBlanks();
        while (next != '}') {
            if (next == JsonCursor.END) {
                throw endsInside("mapping", "}", line, column);
            }
            entry(depth, line, column);
            next = in.skipBlanks();
            if (next == ',') {
                next = afterComma('}', "field of a mapping");
            } else if (next != JsonCursor.END && next != '}') {
                throw in.refused("a \",\" or the mapping's \"}\" was expected here, and not " + in.found());
            }
        }
        in.step();
        return scaffold.mapping(from, line, column);
    }

    /** Steps over a comma and what is blank behind it, and peeks. */
    private int afterComma(char closing, String last) {
        int line = in.line();
        int column = in.column();
        in.step();
        int next = in.skipBlanks();
        if (next == closing) {
            throw in.refusedAt(
                    new Place(file, line, column), "JSON has no comma after the last " + last + "; remove it");
        }
        return next;
    }

    private void entry(int depth, int mappingLine, int mappingColumn) {
        if (in.peek() != '"') {
            throw in.refused("a key in double quotes was expected here, and not " + in.found());
        }
        int line = in.line();
        int column = in.column();
        String key = strings.read();
        int next = in.skipBlanks();
        if (next != ':') {
            throw next == JsonCursor.END
                    ? endsInside("mapping", "}", mappingLine, mappingColumn)
                    : in.refused(
                            "a \":\" was expected after the key " + Excerpt.quoted(key) + ", and not " + in.found());
        }
        in.step();
        if (in.skipBlanks() == JsonCursor.END) {
            throw endsInside("mapping", "}", mappingLine, mappingColumn);
        }
        // Of two keys that are equal, the first one counts.
        boolean offered = depth == 1 && !itemsOffered && key.equals(Receiver.ITEMS);
        itemsOffered |= offered;
        scaffold.entry(new Node.Entry(key, line, column, value(depth, offered)));
    }

    private Node number(int depth, int line, int column) {
        int start = in.offset();
        boolean minus = in.peek() == '-';
        if (minus) {
            in.step();
        }
        int digit = in.peek();
        digits(minus ? "a digit was expected after the \"-\"" : "a digit was expected here");
        if (digit == '0' && in.offset() - start > (minus ? 2 : 1)) {
            throw in.refusedAt(
                    new Place(file, line, column), "a JSON number cannot begin with a 0; leave the 0 out, or quote it");
        }
        boolean whole = true;
        if (in.peek() == '.') {
            whole = false;
            in.step();
            digits("a digit was expected after the decimal point");
        }
        if (in.peek() == 'e' || in.peek() == 'E') {
            whole = false;
            in.step();
            if (in.peek() == '+' || in.peek() == '-') {
                in.step();
            }
            digits("a digit was expected in the exponent");
        }
        int after = in.peek();
        if (depth == 0 && after != JsonCursor.END && (after < 0 || after > ' ')) {
            throw in.refused("a space was expected after the number, and not " + in.found());
        }
        String text = strings.text(start, in.offset());
        return new Node.Scalar(text, whole ? Node.Type.INTEGER : Node.Type.FLOAT, line, column);
    }

    private void digits(String otherwise) {
        if (!isDigit(in.peek())) {
            throw in.refused(otherwise + ", and not " + in.found());
        }
        while (isDigit(in.peek())) {
            in.step();
        }
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }

    private Node literal(int line, int column) {
        int start = in.offset();
        while (isWord(in.peek())) {
            in.step();
        }
        String word = new String(in.bytes(), start, in.offset() - start, StandardCharsets.US_ASCII);
        return switch (word) {
            case "true", "false" -> new Node.Scalar(word, Node.Type.BOOLEAN, line, column);
            case "null" -> new Node.Scalar(word, Node.Type.NULL, line, column);
            default -> throw in.refusedAt(new Place(file, line, column), notAValue(word));
        };
    }

    private static boolean isWord(int value) {
        return value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z' || value == '_' || isDigit(value);
    }

    private String notAValue(String word) {
        String advice = switch (word) {
            case "True", "TRUE" -> "; write true";
            case "False", "FALSE" -> "; write false";
            case "None", "nil", "NULL", "Null", "undefined" -> "; write null";
            case "NaN", "Infinity" -> "; JSON has no such number";
            default -> "; text needs double quotes";
        };
        if (!word.isEmpty()) {
            return "a value was expected here, and not the bare word " + Excerpt.quoted(word) + advice;
        }
        String hint = switch (in.peek()) {
            case '\'' -> "; JSON has only double quotes";
            case '/', '#' -> "; JSON has no comments";
            case '+' -> "; a JSON number has no \"+\"";
            case '.' -> "; a JSON number begins with a digit";
            default -> "";
        };
        return "a value was expected here, and not " + in.found() + hint;
    }

    private Refused endsInside(String what, String closing, int line, int column) {
        return new Refused(
                Code.SYNTAX,
                in.place(),
                "the text ends inside the " + what + " that begins at line " + line + ", column " + column + "; its \""
                        + closing + "\" is missing");
    }
}

package io.coddiwomple.yaml;

import java.nio.charset.StandardCharsets;

/** Reads JSON's strings. Short ones that come again, as keys do, are the same object again. */
final class JsonStrings {
    private static final int LONGEST_SHARED = 24;
    private static final int SHARED = 2048;

    private final JsonCursor in;
    private final byte[] bytes;
    private final String[] shared = new String[SHARED];
    /** Where each of them was read first. */
    private final int[] places = new int[SHARED];

    JsonStrings(JsonCursor in) {
        this.in = in;
        this.bytes = in.bytes();
        java.util.Arrays.fill(shared, "");
    }

    /** Reads the string that begins at the cursor with its opening quote. */
    String read() {
        int from = in.offset() + 1;
        int at = from;
        int hash = 0;
        while (at < bytes.length) {
            byte value = bytes[at];
            if (value == '"') {
                in.moveTo(at + 1);
                return text(from, at, hash);
            }
            if (value < ' ' || value == '\\') {
                break;
            }
            hash = 31 * hash + value;
            at++;
        }
        return readSlowly(at);
    }

    /** The ASCII text between two offsets. */
    String text(int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        return text(from, to, hash);
    }

    private String text(int from, int to, int hash) {
        int length = to - from;
        if (length > LONGEST_SHARED) {
            return ascii(from, length);
        }
        int slot = (hash ^ hash >>> 11) & SHARED - 1;
        String known = shared[slot];
        if (known.length() != length || !isRepeated(places[slot], from, length)) {
            known = ascii(from, length);
            shared[slot] = known;
            places[slot] = from;
        }
        return known;
    }

    /** The only constructor that has no charset to look at, which shows with millions of strings. */
    @SuppressWarnings("deprecation")
    private String ascii(int from, int length) {
        return new String(bytes, 0, from, length);
    }

    private boolean isRepeated(int earlier, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[earlier + i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads a string with escapes or characters beyond ASCII; before {@code plainTo} there are none. */
    private String readSlowly(int plainTo) {
        int line = in.line();
        int column = in.column();
        int from = in.offset() + 1;
        var text = new StringBuilder(new String(bytes, from, plainTo - from, StandardCharsets.ISO_8859_1));
        in.moveTo(plainTo);
        while (true) {
            int value = in.peek();
            if (value == '"') {
                in.step();
                return text.toString();
            }
            if (value == '\\') {
                escape(text);
            } else if (value >= ' ') {
                text.append((char) value);
                in.step();
            } else if (value < JsonCursor.END) {
                text.appendCodePoint(in.codePoint());
                in.stepOver(JsonCursor.length(value));
            } else {
                throw broken(value, line, column);
            }
        }
    }

    private Refused broken(int value, int line, int column) {
        String begins = "the string that begins at line " + line + ", column " + column;
        if (value == JsonCursor.END) {
            return in.refused("the text ends inside " + begins + "; its closing quote is missing");
        }
        if (value == '\n' || value == '\r') {
            return in.refused("the line ends inside " + begins
                    + "; close its quote, or write \\n where it is to have a line break");
        }
        String escape = value == '\t' ? "\\t" : String.format(java.util.Locale.ROOT, "\\u%04x", value);
        return in.refused("the character " + in.found() + " cannot stand in a JSON string; write " + escape);
    }

    private void escape(StringBuilder text) {
        int start = in.offset();
        in.step();
        int kind = in.peek();
        if (kind == 'u') {
            unicode(start, text);
            return;
        }
        int meaning = switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
        if (meaning < 0) {
            String found = in.found();
            in.moveTo(start);
            throw in.refused(
                    "a backslash followed by " + found + " means nothing in JSON; write \\\\ for a backslash itself");
        }
        in.step();
        text.append((char) meaning);
    }

    /** Reads {@code \\u} and its digits, twice for a character beyond U+FFFF. */
    private void unicode(int start, StringBuilder text) {
        char unit = hex(start);
        if (!Character.isSurrogate(unit)) {
            text.append(unit);
            return;
        }
        boolean pair = Character.isHighSurrogate(unit) && in.peek() == '\\' && startsAt(in.offset() + 1, 'u');
        if (pair) {
            int second = in.offset();
            in.step();
            char low = hex(second);
            if (Character.isLowSurrogate(low)) {
                text.append(unit).append(low);
                return;
            }
        }
        in.moveTo(start);
        throw in.refused("this is one half of a surrogate pair without the other half, which is not a character;"
                + " write both halves, or the character itself");
    }

    private boolean startsAt(int offset, char wanted) {
        return offset < bytes.length && bytes[offset] == wanted;
    }

    private char hex(int start) {
        in.step();
        int unit = 0;
        for (int count = 0; count < 4; count++) {
            int digit = in.peek() < 0 ? -1 : Character.digit(in.peek(), 16);
            if (digit < 0) {
                in.moveTo(start);
                throw in.refused("\\u needs four hexadecimal digits, as in \\u00e9");
            }
            unit = unit << 4 | digit;
            in.step();
        }
        return (char) unit;
    }
}

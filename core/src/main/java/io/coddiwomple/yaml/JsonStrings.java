package io.coddiwomple.yaml;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads JSON's strings. Short ones that come again, as keys do, are the same object again. */
final class JsonStrings {
    /** Each byte of a word, which is eight bytes with the first one lowest. */
    private static final long EACH = 0x0101_0101_0101_0101L;

    private static final long HIGH_BITS = EACH << 7;

    private final JsonCursor in;
    private final byte[] bytes;
    private final ByteBuffer words;
    private final SharedStrings shared;

    JsonStrings(JsonCursor in) {
        this.in = in;
        this.bytes = in.bytes();
        this.words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.shared = new SharedStrings(bytes, words);
    }

    /** Reads the string that begins at the cursor with its opening quote. */
    String read() {
        int from = in.offset() + 1;
        int end = plainEnd(from);
        if (end == bytes.length || bytes[end] != '"') {
            return readSlowly(end);
        }
        in.moveTo(end + 1);
        return text(from, end);
    }

    /** The ASCII text between two offsets, without control characters. */
    String text(int from, int to) {
        return shared.get(from, to - from);
    }

    /** Where the first byte stands that is no character as it is: a quote, an escape or none of ASCII; or the end. */
    private int plainEnd(int from) {
        int at = from;
        while (at <= bytes.length - Long.BYTES) {
            long special = special(words.getLong(at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /**
     * Marks with its high bit the lowest byte that is special: subtracting borrows from the next byte, but only where a
     * lower one is marked already. Bytes behind it may be marked, too.
     */
    private static long special(long word) {
        long quote = word ^ EACH * '"';
        long backslash = word ^ EACH * '\\';
        long marks = (quote - EACH) & ~quote | (backslash - EACH) & ~backslash | (word - EACH * ' ') & ~word | word;
        return marks & HIGH_BITS;
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

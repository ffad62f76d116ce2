package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;

/** A position in valid UTF-8, with its line and column. Lines end as in YAML: LF, CR LF or CR. */
final class JsonCursor {
    /** What {@link #peek()} tells behind the last byte: no UTF-8 text holds the byte 0xFF, which would be the same. */
    static final int END = -1;

    private final String file;
    private final byte[] bytes;
    private int offset;
    private int line = 1;
    /** Offset at which column 1 would be if every character of the line so far had one byte. */
    private int columnOne;

    JsonCursor(String file, byte[] bytes, int start) {
        this.file = file;
        this.bytes = bytes;
        this.offset = start;
        this.columnOne = start;
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int line() {
        return line;
    }

    int column() {
        return offset - columnOne + 1;
    }

    Place place() {
        return new Place(file, line, column());
    }

    /** The byte here, negative when it is above 0x7F, or {@link #END}. */
    int peek() {
        return offset < bytes.length ? bytes[offset] : END;
    }

    /** Steps over one byte that is not a line break. */
    void step() {
        offset++;
    }

    /** Goes on to an offset on the same line. */
    void moveTo(int target) {
        offset = target;
    }

    /** Steps over one character of several bytes. */
    void stepOver(int length) {
        offset += length;
        columnOne += length - 1;
    }

    /** Steps over blanks and line breaks, and peeks. */
    int skipBlanks() {
        return offset < bytes.length && bytes[offset] > ' ' ? bytes[offset] : skipSomeBlanks();
    }

    private int skipSomeBlanks() {
        while (offset < bytes.length) {
            byte value = bytes[offset];
            if (value > ' ') {
                return value;
            }
            if (value == '\n' || value == '\r') {
                offset++;
                if (value == '\r' && offset < bytes.length && bytes[offset] == '\n') {
                    offset++;
                }
                line++;
                columnOne = offset;
            } else if (value == ' ' || value == '\t') {
                offset++;
            } else {
                return value;
            }
        }
        return END;
    }

    /** What stands here, for a message. */
    String found() {
        return offset < bytes.length ? Excerpt.character(codePoint()) : "the end of the text";
    }

    int codePoint() {
        int lead = bytes[offset] & 0xFF;
        if (lead < 0x80) {
            return lead;
        }
        int point = lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07;
        for (int at = offset + 1; at < offset + length(lead); at++) {
            point = point << 6 | bytes[at] & 0x3F;
        }
        return point;
    }

    /** The bytes of a character by its first byte, which is above 0x7F. */
    static int length(int lead) {
        return (lead & 0xFF) < 0xE0 ? 2 : (lead & 0xFF) < 0xF0 ? 3 : 4;
    }

    Refused refused(String message) {
        return refusedAt(place(), message);
    }

    Refused refusedAt(Place place, String message) {
        return new Refused(Code.SYNTAX, place, message);
    }
}

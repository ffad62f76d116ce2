package io.coddiwomple.yaml;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * UTF-8 text that grows. It is written as bytes from the start, since that is what leaves the program. Owned by one
 * thread.
 */
public final class ByteText {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int length;

    public ByteText() {
        this(8192);
    }

    /** @param capacity bytes to hold before growing, at least 1 */
    public ByteText(int capacity) {
        bytes = new byte[Math.max(1, capacity)];
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Empties this for the next use, and keeps the memory. */
    public void clear() {
        length = 0;
    }

    /** Cuts off what follows the first bytes, as {@link #length()} told them earlier. */
    public void truncate(int shorter) {
        if (shorter < 0 || shorter > length) {
            throw new IndexOutOfBoundsException(shorter + " of " + length);
        }
        length = shorter;
    }

    /** Appends one ASCII character. */
    public void ascii(char character) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) character;
    }

    /** Appends text that holds nothing but ASCII, which is not checked. */
    @SuppressWarnings("deprecation") // The only copy of a string's bytes that neither encodes nor allocates.
    public void ascii(String text) {
        int more = text.length();
        if (more > bytes.length - length) {
            grow(more);
        }
        text.getBytes(0, more, bytes, length);
        length += more;
    }

    /** Appends any text. Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD. */
    public void text(String text) {
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit < 0x80) {
                ascii(unit);
                at++;
            } else {
                int point = text.codePointAt(at);
                codePoint(point);
                at += Character.charCount(point);
            }
        }
    }

    /** Appends one character by its code point; a surrogate becomes U+FFFD. */
    public void codePoint(int point) {
        if (point < 0x80) {
            ascii((char) point);
        } else if (point < 0x800) {
            ascii((char) (0xC0 | point >> 6));
            follow(point);
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            codePoint(0xFFFD);
        } else if (point < 0x10000) {
            ascii((char) (0xE0 | point >> 12));
            follow(point >> 6);
            follow(point);
        } else {
            ascii((char) (0xF0 | point >> 18));
            follow(point >> 12);
            follow(point >> 6);
            follow(point);
        }
    }

    private void follow(int bits) {
        ascii((char) (0x80 | bits & 0x3F));
    }

    /** Appends a whole number in decimal. */
    public void number(long number) {
        long rest = number < 0 ? number : -number;
        int digits = 1;
        for (long left = rest / 10; left != 0; left /= 10) {
            digits++;
        }
        if (number < 0) {
            ascii('-');
        }
        if (digits > bytes.length - length) {
            grow(digits);
        }
        length += digits;
        for (int at = length - 1; digits > 0; digits--) {
            bytes[at--] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
    }

    /** Appends blanks. */
    public void blanks(int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
        for (int left = count; left > 0; left--) {
            bytes[length + left - 1] = ' ';
        }
        length += count;
    }

    /** Appends what another text holds. */
    public void append(ByteText other) {
        append(other, 0, other.length);
    }

    /** Appends a part of what another text holds. */
    public void append(ByteText other, int from, int to) {
        if (from < 0 || from > to || to > other.length) {
            throw new IndexOutOfBoundsException(from + " to " + to + " of " + other.length);
        }
        int more = to - from;
        if (more > bytes.length - length) {
            grow(more);
        }
        System.arraycopy(other.bytes, from, bytes, length, more);
        length += more;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    }

    private void grow(int more) {
        long needed = (long) length + more;
        if (needed > LARGEST) {
            throw new OutOfMemoryError("one text of more than 2 GiB");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(needed, 2L * bytes.length)));
    }
}

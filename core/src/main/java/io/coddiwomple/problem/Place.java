package io.coddiwomple.problem;

/**
 * Where a problem is.
 *
 * @param file the path as the user wrote it, {@code <stdin>} for standard input, or empty for no place at all
 * @param line 1-based, or 0 when the problem concerns the whole file
 * @param column 1-based and counted in code points, or 0 when the problem concerns the whole line or file
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    /** The place of a problem that no single input caused. */
    public static final Place NONE = new Place("", 0, 0);

    /** The whole of one file. */
    public static Place file(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        int order = file.compareTo(other.file);
        if (order == 0) {
            order = Integer.compare(line, other.line);
        }
        return order == 0 ? Integer.compare(column, other.column) : order;
    }

    /** {@code file:line:column}, shorter when parts are unknown, empty for {@link #NONE}. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}

package io.coddiwomple.app.demo;

import io.coddiwomple.problem.Characters;
import java.util.List;

/** Rows of words as text, each column as wide as its widest word. */
final class Columns {
    private static final int GAP = 3;

    private Columns() {}

    /**
     * One line for each row.
     *
     * @param rows of equally many words; an empty one becomes a dash
     */
    static String text(List<List<String>> rows) {
        List<List<String>> shown = rows.stream()
                .map(row -> row.stream()
                        .map(word -> word.isEmpty() ? "-" : Characters.visible(word))
                        .toList())
                .toList();
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : shown) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> row : shown) {
            for (int column = 0; column < columns - 1; column++) {
                String word = row.get(column);
                text.append(word).append(" ".repeat(widths[column] - word.length() + GAP));
            }
            text.append(row.getLast()).append('\n');
        }
        return text.toString();
    }
}

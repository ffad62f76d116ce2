package io.coddiwomple.problem;

import java.util.Locale;
import java.util.Optional;

/** The known word that an unknown one was probably meant to be. */
public final class Suggestion {
    /** Longer words are no typing slips, and comparing them costs time by the square. */
    private static final int LONGEST = 253;

    private Suggestion() {}

    /**
     * The known word closest to an unknown one: at most a third of its letters left out, added, changed or swapped with
     * their neighbour, upper and lower case alike. Of several equally close ones the first in the alphabet.
     */
    public static Optional<String> of(String word, Iterable<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        int best = Math.max(1, wanted.length() / 3) + 1;
        Optional<String> found = Optional.empty();
        for (String candidate : known) {
            if (candidate.length() > LONGEST || Math.abs(candidate.length() - wanted.length()) > best) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            boolean earlier = distance == best && found.isPresent() && candidate.compareTo(found.get()) < 0;
            if (distance < best || earlier) {
                best = distance;
                found = Optional.of(candidate);
            }
        }
        return found;
    }

    /** {@code ; did you mean "london"?} to end a sentence with, or nothing when no known word is close. */
    public static String ending(String word, Iterable<String> known) {
        return of(word, known).map(meant -> "; did you mean \"" + meant + "\"?").orElse("");
    }

    /** Insertions, deletions, changes and swaps of neighbours that lead from one word to the other. */
    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            last[column] = column;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int least = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    least = Math.min(least, beforeLast[j - 2] + 1);
                }
                row[j] = least;
            }
            int[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }
        return last[to.length()];
    }
}

package io.coddiwomple.sandbox.tour;

import java.util.List;

/** Tells people what happens. Called by one thread. */
public interface Story {
    /** A new part begins. */
    void title(String text);

    /** A sentence or two. */
    void say(String text);

    /** Something to look at, as it is, line by line. */
    void show(List<String> lines);

    /** Rows below headings, of one width. */
    void table(List<String> headings, List<List<String>> rows);

    /** What a reader can type to see the same. */
    void command(String words);

    /** Something that was to hold, and whether it did. */
    void check(boolean held, String what);
}

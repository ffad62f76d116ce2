package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.problem.Characters;
import io.coddiwomple.sandbox.tour.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Prints a story as it happens. What cannot be printed is an {@link UncheckedIOException}. Owned by one thread. */
final class PrintedStory implements Story {
    private static final int WIDTH = 100;
    private static final String MARGIN = "   ";

    private final Report report;

    PrintedStory(Report report) {
        this.report = report;
    }

    @Override
    public void title(String text) {
        print("\n" + text + "\n");
    }

    @Override
    public void say(String text) {
        var line = new StringBuilder();
        var lines = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && MARGIN.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.append(MARGIN).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        print(lines.append(MARGIN).append(line).append('\n').toString());
    }

    @Override
    public void show(List<String> lines) {
        var text = new StringBuilder();
        lines.stream()
                .flatMap(String::lines)
                .forEach(line -> text.append(MARGIN)
                        .append("  ")
                        .append(Characters.visible(line))
                        .append('\n'));
        print(text.toString());
    }

    @Override
    public void table(List<String> headings, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(headings);
        all.addAll(rows);
        show(Columns.text(all).lines().toList());
    }

    @Override
    public void command(String words) {
        print(MARGIN + "$ " + words + "\n");
    }

    @Override
    public void check(boolean held, String what) {
        print(MARGIN + (held ? "ok      " : "FAILED  ") + what + "\n");
    }

    /** At once, as people watch. */
    private void print(String text) {
        try {
            report.result(text);
            report.terminal().out().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package io.coddiwomple.app.run;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.problem.Characters;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Severity;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tells the user what was found and done: results on standard output, all else on standard error. */
public final class Report {
    private static final String RESET = "\u001b[0m";
    /** How many warnings of one kind are printed unless all are asked for. */
    private static final int MOST_ALIKE = 10;

    private final Terminal terminal;
    private final Tone tone;

    public Report(Terminal terminal, Tone tone) {
        this.terminal = terminal;
        this.tone = tone;
    }

    /**
     * How much is said.
     *
     * @param quiet errors only
     * @param verbose notes too, and all warnings
     * @param colour whether messages are coloured
     */
    public record Tone(boolean quiet, boolean verbose, boolean colour) {}

    public Terminal terminal() {
        return terminal;
    }

    public boolean isVerbose() {
        return tone.verbose;
    }

    /** Prints a result. */
    public void result(String text) throws IOException {
        terminal.print(text);
    }

    /** Says that something went well or goes on, unless the user wants quiet. */
    public void progress(String line) {
        if (!tone.quiet) {
            terminal.say(Characters.visible(line) + "\n");
        }
    }

    /** Says an error that has no code: one of the command line or of the world. */
    public void error(String message) {
        terminal.say(coloured(Severity.ERROR, "error: ") + Characters.visible(message) + "\n");
    }

    /** Says a warning that has no code, unless the user wants quiet. */
    public void warning(String message) {
        if (!tone.quiet) {
            terminal.say(coloured(Severity.WARNING, "warning: ") + Characters.visible(message) + "\n");
        }
    }

    /**
     * Prints problems, one a line: errors always, warnings unless the user wants quiet, notes when the user wants to know
     * more. Otherwise last lines say how many notes there are, and how many more warnings of a kind that came often: what
     * is said of a hundred clusters would hide what is said of one.
     */
    public void problems(List<Problem> problems) {
        var text = new StringBuilder();
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        Map<Code, Integer> warnings = new EnumMap<>(Code.class);
        for (Problem problem : problems) {
            counts.merge(problem.severity(), 1, Integer::sum);
            boolean often = problem.severity() == Severity.WARNING
                    && warnings.merge(problem.code(), 1, Integer::sum) > MOST_ALIKE
                    && !tone.verbose;
            if (isShown(problem.severity()) && !often) {
                String line = problem.toString();
                String word = problem.severity().word();
                text.append(coloured(problem.severity(), word))
                        .append(line, word.length(), line.length())
                        .append('\n');
            }
        }
        if (!tone.quiet && !tone.verbose) {
            warnings.forEach((code, count) -> more(count - MOST_ALIKE, "warning", " like " + code.id(), text));
            boolean failed = counts.containsKey(Severity.ERROR);
            more(failed ? 0 : counts.getOrDefault(Severity.NOTE, 0), "note", "", text);
        }
        if (!text.isEmpty()) {
            terminal.say(text.toString());
        }
    }

    private static void more(int count, String noun, String which, StringBuilder text) {
        if (count > 0) {
            text.append(counted(count, noun))
                    .append(" more")
                    .append(which)
                    .append(": -v prints ")
                    .append(count == 1 ? "it" : "them")
                    .append('\n');
        }
    }

    /** {@code 1 object}, {@code 2 objects}. */
    public static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private boolean isShown(Severity severity) {
        return switch (severity) {
            case ERROR -> true;
            case WARNING -> !tone.quiet;
            case NOTE -> tone.verbose && !tone.quiet;
        };
    }

    private String coloured(Severity severity, String word) {
        if (!tone.colour) {
            return word;
        }
        String colour = switch (severity) {
            case ERROR -> "\u001b[1;31m";
            case WARNING -> "\u001b[1;33m";
            case NOTE -> "\u001b[1;36m";
        };
        return colour + word + RESET;
    }
}

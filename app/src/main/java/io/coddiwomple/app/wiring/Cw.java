package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Help;
import io.coddiwomple.app.cli.Parser;
import io.coddiwomple.app.files.OutputFailed;
import io.coddiwomple.app.files.ReaderGone;
import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole program in a process of somebody else's: words in, exit code out. */
public final class Cw {
    private static final List<String> VERSION = List.of("--version");
    private static final String REPORT = "this is a bug in cw, and a report with the input that shows it would help;"
            + " -v prints where it happened";

    private Cw() {}

    /** Runs one command line and returns the exit code. Never throws, whatever the words and the world. */
    public static int run(List<String> words, Terminal terminal) {
        var tone = new Report.Tone(false, false, terminal.colourful());
        try {
            return run(words, terminal, tone);
        } catch (ReaderGone quiet) {
            return Runner.DONE;
        } catch (OutputFailed failed) {
            return failed(new Report(terminal, tone), failed, failed.getMessage(), words);
        } catch (OutOfMemoryError tooMuch) {
            return failed(
                    new Report(terminal, tone),
                    tooMuch,
                    "the input needs more memory than cw may use; give it fewer clusters or services at a time, or"
                            + " choose some with --cluster and --service",
                    words);
        } catch (StackOverflowError | IOException | RuntimeException bug) {
            String what = bug.getMessage() == null ? bug.getClass().getSimpleName() : bug.getMessage();
            return failed(new Report(terminal, tone), bug, what + "; " + REPORT, words);
        }
    }

    private static int run(List<String> words, Terminal terminal, Report.Tone plain) throws IOException {
        List<Commands.Entry> table = Commands.table();
        List<Command> commands = table.stream().map(Commands.Entry::command).toList();
        Parser.Line line = Parser.parse(commands, alias(words));
        Command command = line.command();
        if (line.help()) {
            terminal.print(Help.of(commands, line.group(), command));
            terminal.out().flush();
            return Runner.DONE;
        }
        Arguments arguments = line.arguments();
        var report = new Report(terminal, tone(arguments, plain));
        Runner runner = null;
        for (Commands.Entry entry : table) {
            if (command != null && entry.command().name().equals(command.name())) {
                runner = entry.binding().bind(arguments);
            }
        }
        if (runner == null || !arguments.faults().isEmpty()) {
            arguments.faults().forEach(report::error);
            String name = command == null ? line.group() : command.name();
            terminal.say("See 'cw " + (name.isEmpty() ? "" : name + " ") + "--help'.\n");
            return Runner.INVALID;
        }
        int code = runner.run(report);
        terminal.out().flush();
        return code;
    }

    /** {@code cw help gen} is {@code cw gen --help}, and {@code cw --version} is {@code cw version}. */
    private static List<String> alias(List<String> words) {
        if (words.equals(VERSION)) {
            return List.of("version");
        }
        if (words.isEmpty() || !words.getFirst().equals("help")) {
            return words;
        }
        var changed = new ArrayList<String>(words.subList(1, words.size()));
        changed.add("--help");
        return changed;
    }

    private static Report.Tone tone(Arguments arguments, Report.Tone plain) {
        String when = arguments.value("color").orElse("auto");
        boolean colour = switch (when) {
            case "always" -> true;
            case "never" -> false;
            default -> plain.colour();
        };
        if (!List.of("auto", "always", "never").contains(when)) {
            arguments.fault("--color is auto, always or never, not \"" + when + "\"");
        }
        return new Report.Tone(arguments.has("quiet"), arguments.has("verbose"), colour);
    }

    private static int failed(Report report, Throwable cause, @Nullable String what, List<String> words) {
        report.error(String.valueOf(what).replace("\n", " "));
        if (words.contains("-v") || words.contains("--verbose")) {
            cause.printStackTrace(report.terminal().err());
        }
        return Runner.FAILED;
    }
}

package io.coddiwomple.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of {@code --help}. */
public final class Help {
    private static final int WIDTH = 100;

    private Help() {}

    /** Help of one command, of the commands that share their first word, or of {@code cw} itself. */
    public static String of(List<Command> commands, String group, @Nullable Command command) {
        var text = new StringBuilder();
        if (command == null && group.isEmpty()) {
            root(commands, text);
        } else if (command == null) {
            group(commands, group, text);
        } else {
            one(commands, command, text);
        }
        return text.toString();
    }

    private static void root(List<Command> commands, StringBuilder text) {
        text.append("cw makes a service in one Istio mesh callable from every other, by name, encrypted.\n\n")
                .append("Usage: cw COMMAND [OPTIONS]\n\nCommands:\n");
        rows(commands, text);
        options("Options of every command", Command.COMMON, text);
        text.append("\nExamples:\n")
                .append("  # What every cluster needs, from files of 2018\n")
                .append("  cw gen --cluster-file clusters.json --service-file services.json\n")
                .append("  # The same from resources, into one file for each cluster\n")
                .append("  cw gen -f mesh/ -o dir=out\n")
                .append("\n'cw COMMAND --help' tells more about one command.\n");
    }

    private static void group(List<Command> commands, String group, StringBuilder text) {
        text.append("Usage: cw ").append(group).append(" COMMAND [OPTIONS]\n\nCommands:\n");
        rows(CompletionScript.members(commands, group), text);
        options("Options of every command", Command.COMMON, text);
        text.append("\n'cw ").append(group).append(" COMMAND --help' tells more about one command.\n");
    }

    private static void rows(List<Command> commands, StringBuilder text) {
        int width = 0;
        for (Command command : commands) {
            width = Math.max(width, command.name().length());
        }
        for (Command command : commands) {
            row(pad(command.name(), width), command.summary(), text);
        }
    }

    private static void one(List<Command> commands, Command command, StringBuilder text) {
        text.append(command.summary()).append(".\n\nUsage: cw ").append(command.name());
        if (!command.options().isEmpty()) {
            text.append(" [OPTIONS]");
        }
        if (command.takesOperands()) {
            text.append(' ').append(command.operands());
        }
        text.append('\n');
        if (!command.details().isEmpty()) {
            text.append('\n').append(command.details()).append('\n');
        }
        List<Command> longer = CompletionScript.members(commands, command.name());
        if (!longer.isEmpty()) {
            text.append("\nCommands:\n");
            rows(longer, text);
        }
        text.append("\nExamples:\n");
        command.examples().forEach(line -> text.append("  ").append(line).append('\n'));
        if (!command.options().isEmpty()) {
            options("Options", command.options(), text);
        }
        options("Options of every command", Command.COMMON, text);
    }

    private static void options(String title, List<Option> options, StringBuilder text) {
        int width = 0;
        for (Option option : options) {
            width = Math.max(width, left(option).length());
        }
        text.append('\n').append(title).append(":\n");
        for (Option option : options) {
            String again = option.repeatable() && option.takesValue() ? "; may be repeated" : "";
            row(pad(left(option), width), option.help() + again, text);
        }
    }

    private static String left(Option option) {
        String letter = option.letter().isEmpty() ? "    " : "-" + option.letter() + ", ";
        return letter + option.dashed() + (option.takesValue() ? " " + option.value() : "");
    }

    private static String pad(String word, int width) {
        return word + " ".repeat(width - word.length());
    }

    /** A left column, and words that are broken so that they stay in the right one. */
    private static void row(String left, String right, StringBuilder text) {
        text.append("  ").append(left).append("  ");
        int indent = left.length() + 4;
        int column = indent;
        for (String word : right.split(" ", -1)) {
            if (column + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
            }
            text.append(' ').append(word);
            column += 1 + word.length();
        }
        text.append('\n');
    }
}

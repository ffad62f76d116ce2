package io.coddiwomple.app.cli;

import java.util.List;

/** Completion for fish. */
final class FishScript {
    private FishScript() {}

    static String text(List<Command> commands) {
        var text = new StringBuilder("# Completes cw in fish: cw completion fish | source\ncomplete -c cw -f\n");
        for (Command command : commands) {
            text.append("complete -c cw -n __fish_use_subcommand -a ")
                    .append(command.name())
                    .append(" -d ")
                    .append(quoted(command.summary()))
                    .append('\n');
        }
        Command.COMMON.forEach(option -> option("complete -c cw", option, text));
        for (Command command : commands) {
            String start = "complete -c cw -n '__fish_seen_subcommand_from " + command.name() + "'";
            command.options().forEach(option -> option(start, option, text));
            if (!command.choices().isEmpty()) {
                text.append(start)
                        .append(" -a ")
                        .append(quoted(String.join(" ", command.choices())))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void option(String start, Option option, StringBuilder text) {
        text.append(start).append(" -l ").append(option.name());
        if (!option.letter().isEmpty()) {
            text.append(" -s ").append(option.letter());
        }
        if (option.takesValue()) {
            text.append(" -x");
        }
        if (!option.choices().isEmpty()) {
            text.append(" -a ").append(quoted(String.join(" ", option.choices())));
        } else if (CompletionScript.isPath(option)) {
            text.append(" -a '(__fish_complete_path)'");
        }
        text.append(" -d ").append(quoted(option.help())).append('\n');
    }

    private static String quoted(String words) {
        return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

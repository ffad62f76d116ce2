package io.coddiwomple.app.cli;

import java.util.List;

/** Completion for fish. */
final class FishScript {
    private FishScript() {}

    static String text(List<Command> commands) {
        var text = new StringBuilder("# Completes cw in fish: cw completion fish | source\ncomplete -c cw -f\n");
        for (String first : CompletionScript.firstWords(commands)) {
            List<Command> members = CompletionScript.members(commands, first);
            String summary = commands.stream()
                    .filter(command -> command.name().equals(first))
                    .findFirst()
                    .map(Command::summary)
                    .orElseGet(() -> String.join(", ", CompletionScript.secondWords(commands, first)));
            offer("__fish_use_subcommand", first, summary, text);
            String open =
                    seen(first) + "; and not " + seen(String.join(" ", CompletionScript.secondWords(commands, first)));
            members.forEach(member -> offer(open, member.name().substring(first.length() + 1), member.summary(), text));
        }
        Command.COMMON.forEach(option -> option("complete -c cw", option, text));
        for (Command command : commands) {
            String start = "complete -c cw -n '"
                    + seen(command.name().replace(" ", "; and __fish_seen_subcommand_from ")) + "'";
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

    private static String seen(String words) {
        return "__fish_seen_subcommand_from " + words;
    }

    private static void offer(String condition, String word, String summary, StringBuilder text) {
        text.append("complete -c cw -n '").append(condition).append("' -a ").append(word);
        text.append(" -d ").append(quoted(summary)).append('\n');
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

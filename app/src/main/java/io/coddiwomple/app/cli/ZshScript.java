package io.coddiwomple.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Completion for zsh. */
final class ZshScript {
    private ZshScript() {}

    static String text(List<Command> commands) {
        var text = new StringBuilder("#compdef cw\n# Completes cw in zsh: source <(cw completion zsh)\n_cw() {\n")
                .append("  local context state line\n  typeset -A opt_args\n")
                .append("  _arguments -C \\\n");
        Command.COMMON.forEach(option -> specs(option, "    ", text));
        text.append("    '1:command:((");
        for (String first : CompletionScript.firstWords(commands)) {
            text.append(first)
                    .append("\\:")
                    .append(quoted(summary(commands, first)))
                    .append(' ');
        }
        text.append("))' \\\n    '*::argument:->rest'\n  [[ $state == rest ]] || return\n")
                .append("  case \"$line[1] $words[2]\" in\n");
        commands.stream()
                .filter(command -> command.name().contains(" "))
                .forEach(command -> arguments("'" + command.name() + "'", command, List.of(), text));
        text.append("  esac\n  case $line[1] in\n");
        for (String first : CompletionScript.firstWords(commands)) {
            List<String> second = CompletionScript.secondWords(commands, first);
            commands.stream()
                    .filter(command -> command.name().equals(first))
                    .findFirst()
                    .ifPresentOrElse(
                            command -> arguments(first, command, second, text),
                            () -> text.append("    ")
                                    .append(first)
                                    .append(") _arguments '1:command:(")
                                    .append(String.join(" ", second))
                                    .append(")' ;;\n"));
        }
        return text.append("  esac\n}\ncompdef _cw cw\n").toString();
    }

    private static String summary(List<Command> commands, String first) {
        return commands.stream()
                .filter(command -> command.name().equals(first))
                .findFirst()
                .map(Command::summary)
                .orElseGet(() -> String.join(", ", CompletionScript.secondWords(commands, first)));
    }

    private static void arguments(String pattern, Command command, List<String> more, StringBuilder text) {
        text.append("    ").append(pattern).append(")\n");
        if (command.name().contains(" ")) {
            text.append("      shift words; (( CURRENT-- ))\n");
        }
        text.append("      _arguments \\\n");
        command.allOptions().forEach(option -> specs(option, "        ", text));
        var operands = new ArrayList<>(command.choices());
        operands.addAll(more);
        text.append("        '*:")
                .append(command.takesOperands() ? "operand" : "")
                .append(":(")
                .append(String.join(" ", operands))
                .append(command.name().contains(" ") ? ")'\n      return ;;\n" : ")' ;;\n");
    }

    /** The long and the short form as two specifications: together they would need brace expansion inside quotes. */
    private static void specs(Option option, String indent, StringBuilder text) {
        spec(option.dashed() + (option.takesValue() ? "=" : ""), option, indent, text);
        if (!option.letter().isEmpty()) {
            spec("-" + option.letter() + (option.takesValue() ? "+" : ""), option, indent, text);
        }
    }

    private static void spec(String name, Option option, String indent, StringBuilder text) {
        text.append(indent).append('\'').append(option.repeatable() ? "*" : "").append(name);
        text.append('[').append(quoted(option.help())).append(']');
        if (option.takesValue()) {
            text.append(':').append(option.value()).append(':').append(action(option));
        }
        text.append("' \\\n");
    }

    private static String action(Option option) {
        if (!option.choices().isEmpty()) {
            return "(" + String.join(" ", option.choices()) + ")";
        }
        return CompletionScript.isPath(option) ? "_files" : " ";
    }

    private static String quoted(String help) {
        return help.replace("'", "'\\''")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:")
                .replace("(", "\\(")
                .replace(")", "\\)")
                .replace(" ", "\\ ");
    }
}

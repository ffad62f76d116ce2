package io.coddiwomple.app.cli;

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
        commands.forEach(command -> text.append(command.name())
                .append("\\:")
                .append(quoted(command.summary()))
                .append(' '));
        text.append("))' \\\n    '*::argument:->rest'\n  [[ $state == rest ]] || return\n  case $line[1] in\n");
        for (Command command : commands) {
            text.append("    ").append(command.name()).append(")\n      _arguments \\\n");
            command.allOptions().forEach(option -> specs(option, "        ", text));
            text.append("        '*:")
                    .append(command.takesOperands() ? "operand" : "")
                    .append(":(")
                    .append(String.join(" ", command.choices()))
                    .append(")' ;;\n");
        }
        return text.append("  esac\n}\ncompdef _cw cw\n").toString();
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

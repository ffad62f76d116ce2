package io.coddiwomple.app.cli;

import java.util.List;
import java.util.StringJoiner;

/** Completion for bash 4 and later, without the bash-completion package. */
final class BashScript {
    private final List<Command> commands;
    private final StringBuilder text = new StringBuilder();

    BashScript(List<Command> commands) {
        this.commands = commands;
    }

    String text() {
        var names = new StringJoiner(" ");
        commands.forEach(command -> names.add(command.name()));
        text.append("# Completes cw in bash: source <(cw completion bash)\n")
                .append("_cw() {\n")
                .append("  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n")
                .append("  COMPREPLY=()\n")
                .append("  if [[ $word == '=' ]]; then word=; before=${COMP_WORDS[COMP_CWORD-1]}; fi\n")
                .append("  if [[ $before == '=' ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n")
                .append("  for ((i = 1; i < COMP_CWORD; i++)); do\n")
                .append("    case ${COMP_WORDS[i]} in ")
                .append(names.toString().replace(" ", "|"))
                .append(") command=${COMP_WORDS[i]}; break ;; esac\n")
                .append("  done\n")
                .append("  case $command in\n");
        commands.forEach(this::command);
        text.append("    *) COMPREPLY=($(compgen -W '")
                .append(names)
                .append(' ')
                .append(words(Command.COMMON))
                .append("' -- \"$word\")) ;;\n  esac\n}\ncomplete -o filenames -F _cw cw ./cw\n");
        return text.toString();
    }

    private void command(Command command) {
        text.append("    ").append(command.name()).append(")\n      case $before in\n");
        for (Option option : command.allOptions()) {
            if (option.takesValue()) {
                text.append("        ").append(option.dashed());
                if (!option.letter().isEmpty()) {
                    text.append("|-").append(option.letter());
                }
                text.append(") ").append(values(option)).append("; return ;;\n");
            }
        }
        text.append("      esac\n      COMPREPLY=($(compgen -W '").append(words(command.allOptions()));
        command.choices().forEach(choice -> text.append(' ').append(choice));
        text.append("' -- \"$word\")) ;;\n");
    }

    private static String values(Option option) {
        if (!option.choices().isEmpty()) {
            return "COMPREPLY=($(compgen -W '" + String.join(" ", option.choices()) + "' -- \"$word\"))";
        }
        return CompletionScript.isPath(option) ? "COMPREPLY=($(compgen -f -- \"$word\"))" : ":";
    }

    private static String words(List<Option> options) {
        var words = new StringJoiner(" ");
        options.forEach(option -> words.add(option.dashed()));
        return words.toString();
    }
}

package io.coddiwomple.app.cli;

import java.util.ArrayList;
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
        var names = new StringJoiner("|");
        commands.forEach(command -> names.add(quoted(command.name())));
        var groups = new ArrayList<>(CompletionScript.firstWords(commands));
        groups.removeIf(
                first -> commands.stream().anyMatch(command -> command.name().equals(first)));
        groups.forEach(names::add);
        text.append("# Completes cw in bash: source <(cw completion bash)\n")
                .append("_cw() {\n")
                .append("  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n")
                .append("  COMPREPLY=()\n")
                .append("  if [[ $word == '=' ]]; then word=; before=${COMP_WORDS[COMP_CWORD-1]}; fi\n")
                .append("  if [[ $before == '=' ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n")
                .append("  for ((i = 1; i < COMP_CWORD; i++)); do\n")
                .append("    case $command${command:+ }${COMP_WORDS[i]} in\n      ")
                .append(names)
                .append(") command=$command${command:+ }${COMP_WORDS[i]} ;;\n    esac\n")
                .append("  done\n")
                .append("  case $command in\n");
        commands.forEach(this::command);
        groups.forEach(group -> offer(group, CompletionScript.secondWords(commands, group), Command.COMMON));
        offer("*", CompletionScript.firstWords(commands), Command.COMMON);
        return text.append("  esac\n}\ncomplete -o filenames -F _cw cw ./cw\n").toString();
    }

    /** What may stand where no value of an option does. */
    private void offer(String pattern, Iterable<String> words, List<Option> options) {
        text.append("    ").append(pattern).append(") ");
        offer(words, options);
    }

    private void offer(Iterable<String> words, List<Option> options) {
        var all = new StringJoiner(" ");
        options.forEach(option -> all.add(option.dashed()));
        words.forEach(all::add);
        text.append("COMPREPLY=($(compgen -W '").append(all).append("' -- \"$word\")) ;;\n");
    }

    private static String quoted(String name) {
        return name.contains(" ") ? "'" + name + "'" : name;
    }

    private void command(Command command) {
        text.append("    ").append(quoted(command.name())).append(")\n      case $before in\n");
        for (Option option : command.allOptions()) {
            if (option.takesValue()) {
                text.append("        ").append(option.dashed());
                if (!option.letter().isEmpty()) {
                    text.append("|-").append(option.letter());
                }
                text.append(") ").append(values(option)).append("; return ;;\n");
            }
        }
        var operands = new ArrayList<>(command.choices());
        operands.addAll(CompletionScript.secondWords(commands, command.name()));
        text.append("      esac\n      ");
        offer(operands, command.allOptions());
    }

    private static String values(Option option) {
        if (!option.choices().isEmpty()) {
            return "COMPREPLY=($(compgen -W '" + String.join(" ", option.choices()) + "' -- \"$word\"))";
        }
        return CompletionScript.isPath(option) ? "COMPREPLY=($(compgen -f -- \"$word\"))" : ":";
    }
}

package io.coddiwomple.app.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A script that makes a shell complete commands, options and their values. */
public enum CompletionScript {
    BASH {
        @Override
        public String of(List<Command> commands) {
            return new BashScript(commands).text();
        }
    },
    ZSH {
        @Override
        public String of(List<Command> commands) {
            return ZshScript.text(commands);
        }
    },
    FISH {
        @Override
        public String of(List<Command> commands) {
            return FishScript.text(commands);
        }
    };

    public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    /** The script's text. */
    public abstract String of(List<Command> commands);

    /** Finds the kind of script by the shell's name. */
    public static Optional<CompletionScript> find(String shell) {
        return SHELLS.contains(shell) ? Optional.of(valueOf(shell.toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    /** What may be the first word after {@code cw}, each once. */
    static Set<String> firstWords(List<Command> commands) {
        var words = new LinkedHashSet<String>();
        commands.forEach(command -> words.add(command.name().split(" ", -1)[0]));
        return words;
    }

    /** The second words of the commands that share a first. */
    static List<String> secondWords(List<Command> commands, String first) {
        return members(commands, first).stream()
                .map(member -> member.name().substring(first.length() + 1))
                .toList();
    }

    /** The commands of two words that share the first. */
    static List<Command> members(List<Command> commands, String first) {
        return commands.stream()
                .filter(command -> command.name().startsWith(first + " "))
                .toList();
    }

    /** Whether a value names a file or folder, so that the shell can complete it. */
    static boolean isPath(Option option) {
        return option.value().endsWith("FILE") || option.value().endsWith("PATH");
    }
}

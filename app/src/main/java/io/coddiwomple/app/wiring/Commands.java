package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.CompletionScript;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Version;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands. */
final class Commands {
    private Commands() {}

    static List<Cw.Entry> table() {
        var table = new ArrayList<Cw.Entry>();
        table.add(version());
        table.add(completion());
        return table;
    }

    private static Cw.Entry version() {
        var command = new Command(
                "version",
                "Print the version of cw, the Istio releases it knows and the Java it runs on",
                "",
                List.of(),
                "",
                List.of(),
                List.of("cw version"));
        return new Cw.Entry(command, _ -> new Version());
    }

    private static Cw.Entry completion() {
        var command = new Command(
                "completion",
                "Print a script that completes commands and options in a shell",
                "bash|zsh|fish",
                CompletionScript.SHELLS,
                "",
                List.of(),
                List.of(
                        "# Now, in this shell",
                        "source <(cw completion bash)",
                        "# In every new one",
                        "echo 'source <(cw completion zsh)' >> ~/.zshrc",
                        "cw completion fish > ~/.config/fish/completions/cw.fish"));
        return new Cw.Entry(command, Commands::completion);
    }

    private static @Nullable Runner completion(Arguments arguments) {
        List<String> operands = arguments.operands();
        if (operands.size() != 1) {
            arguments.fault("name one shell: bash, zsh or fish");
            return null;
        }
        String shell = operands.getFirst();
        CompletionScript script = CompletionScript.find(shell).orElse(null);
        if (script == null) {
            arguments.fault("there is no completion for \"" + shell + "\", only for bash, zsh and fish"
                    + Suggestion.ending(shell, CompletionScript.SHELLS));
            return null;
        }
        return report -> {
            report.result(script.of(table().stream().map(Cw.Entry::command).toList()));
            return Runner.DONE;
        };
    }
}

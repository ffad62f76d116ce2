package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.CompletionScript;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Version;
import io.coddiwomple.problem.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands. */
final class Commands {
    private Commands() {}

    /** A command, and how its arguments become a runner. */
    record Entry(Command command, Binding binding) {}

    /** Reads arguments; what is wrong with them becomes a fault, and then the result is not used. */
    @FunctionalInterface
    interface Binding {
        @Nullable Runner bind(Arguments arguments);
    }

    static List<Entry> table() {
        return List.of(
                new Entry(GenCommand.COMMAND, GenCommand::bind),
                new Entry(VipCommand.COMMAND, VipCommand::bind),
                new Entry(DnsCommand.COMMAND, DnsCommand::bind),
                new Entry(CaInitCommand.COMMAND, CaInitCommand::bind),
                new Entry(CaIssueCommand.COMMAND, CaIssueCommand::bind),
                new Entry(CaSecretCommand.COMMAND, CaSecretCommand::bind),
                new Entry(CaReportCommand.COMMAND, CaReportCommand::bind),
                new Entry(CaRotateCommand.COMMAND, CaRotateCommand::bind),
                new Entry(InstallCommand.COMMAND, InstallCommand::bind),
                new Entry(InstallDnsCommand.COMMAND, InstallDnsCommand::bind),
                new Entry(DemoCommand.COMMAND, DemoCommand::bind),
                new Entry(DemoUpCommand.COMMAND, DemoUpCommand::bind),
                new Entry(DemoCallCommand.COMMAND, DemoCallCommand::bind),
                new Entry(DemoRequestCommands.STATUS, DemoRequestCommands::status),
                new Entry(DemoRequestCommands.KILL, DemoRequestCommands::kill),
                new Entry(DemoRequestCommands.HEAL, DemoRequestCommands::heal),
                new Entry(DemoRequestCommands.APPLY, DemoRequestCommands::apply),
                new Entry(DemoRequestCommands.LOGS, DemoRequestCommands::logs),
                new Entry(DemoRequestCommands.DOWN, DemoRequestCommands::down),
                new Entry(SchemaCommand.COMMAND, SchemaCommand::bind),
                new Entry(ExplainCommand.COMMAND, ExplainCommand::bind),
                version(),
                completion());
    }

    private static Entry version() {
        var command = new Command(
                "version",
                "Print the version of cw, the Istio releases it knows and the Java it runs on",
                "",
                List.of(),
                "",
                List.of(),
                List.of("cw version"));
        return new Entry(command, _ -> new Version());
    }

    private static Entry completion() {
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
        return new Entry(command, Commands::completion);
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
            report.result(script.of(table().stream().map(Entry::command).toList()));
            return Runner.DONE;
        };
    }
}

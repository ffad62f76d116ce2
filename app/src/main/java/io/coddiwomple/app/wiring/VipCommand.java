package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.Format;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Vip;
import java.time.Clock;
import java.util.List;

/** The command line of {@code cw vip}. */
final class VipCommand {
    static final Command COMMAND = new Command(
            "vip",
            "Print the virtual address of every name",
            "",
            List.of(),
            "One line for each name, sorted: the name, and its address or addresses. They are the same in every cluster.",
            SourceOptions.and(Option.of("output", "o", "FORMAT", "table (the lines), name, yaml or json")
                    .among(Format.WORDS)),
            List.of(
                    "# The addresses of all names",
                    "cw vip -f mesh/",
                    "# The same, and keep them when names come and go",
                    "cw vip -f mesh/ --ledger mesh/addresses.txt"));

    private VipCommand() {}

    static Runner bind(Arguments arguments) {
        String output = arguments.value("output").orElse("table");
        return new Vip(
                SourceOptions.bind(arguments), GenCommand.format(output, Format.WORDS, arguments), Clock.systemUTC());
    }
}

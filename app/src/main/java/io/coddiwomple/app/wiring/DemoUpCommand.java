package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.demo.Machine;
import io.coddiwomple.app.demo.Unprivileged;
import io.coddiwomple.app.demo.Up;
import io.coddiwomple.app.run.Runner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@code cw demo up}. */
final class DemoUpCommand {
    static final Command COMMAND = new Command(
            "demo up",
            "Bring your own federation up on this machine, with servers that echo as its backends",
            "",
            List.of(),
            "Every cluster gets its gateways, a pod behind each service that it serves, and clients. They have what cw"
                    + "\ngen prints, and stay up until Ctrl-C or cw demo down.",
            options(),
            List.of(
                    "cw demo up -f mesh/",
                    "# Every workload in a network of its own, with the real addresses",
                    "cw demo up -f mesh/ --netns"));

    private DemoUpCommand() {}

    private static List<Option> options() {
        var all = new ArrayList<Option>(SourceOptions.RESOURCES);
        all.add(DemoOptions.NAMESPACES);
        all.add(DemoOptions.ENVOY);
        return all;
    }

    static Runner bind(Arguments arguments) {
        Machine machine = DemoOptions.machine(arguments);
        return new Unprivileged(new Up(SourceOptions.bind(arguments), machine, Clock.systemUTC()), machine);
    }
}

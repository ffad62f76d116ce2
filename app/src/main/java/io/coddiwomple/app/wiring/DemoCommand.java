package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.demo.Demo;
import io.coddiwomple.app.demo.Machine;
import io.coddiwomple.app.demo.Unprivileged;
import io.coddiwomple.app.run.Runner;
import java.time.Clock;
import java.util.List;

/** The command line of {@code cw demo}. */
final class DemoCommand {
    static final Command COMMAND = new Command(
            "demo",
            "Show what cw does, with several meshes of real Envoys on this machine",
            "",
            List.of(),
            "Needs no Kubernetes and no root. Each step prints what was measured, and the command that repeats it; after"
                    + "\nthe last one the meshes stay up until Ctrl-C. With --once the exit code says whether all steps held.",
            List.of(Option.flag("once", "", "end after the tour"), DemoOptions.NAMESPACES, DemoOptions.ENVOY),
            List.of("cw demo", "# In a pipeline", "cw demo --once"));

    private DemoCommand() {}

    static Runner bind(Arguments arguments) {
        Machine machine = DemoOptions.machine(arguments);
        return new Unprivileged(new Demo(machine, arguments.has("once"), Clock.systemUTC()), machine);
    }
}

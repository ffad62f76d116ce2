package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.demo.Apply;
import io.coddiwomple.app.demo.Ask;
import io.coddiwomple.app.demo.Down;
import io.coddiwomple.app.run.Runner;
import java.util.List;

/** The command lines of what the demo that runs is asked for in a word or two. */
final class DemoRequestCommands {
    static final Command STATUS = new Command(
            "demo status",
            "Print how the clusters of the demo that runs are, and their workloads",
            "",
            List.of(),
            "Besides, on standard error, why proxies may not have what the resources say.",
            List.of(DemoOptions.OUTPUT),
            List.of("cw demo status", "cw demo status -o json"));

    static final Command KILL = new Command(
            "demo kill",
            "End a workload of the demo at once, or all of a cluster, as a machine that loses its power",
            "CLUSTER[/WORKLOAD]",
            List.of(),
            "",
            List.of(),
            List.of("cw demo kill barcelona", "cw demo kill barcelona/gateway"));

    static final Command HEAL = new Command(
            "demo heal",
            "Bring back what cw demo kill has ended",
            "CLUSTER[/WORKLOAD]",
            List.of(),
            "",
            List.of(),
            List.of("cw demo heal barcelona"));

    static final Command LOGS = new Command(
            "demo logs",
            "Print what the proxies of a cluster or workload of the demo have logged",
            "CLUSTER[/WORKLOAD]",
            List.of(),
            "",
            List.of(),
            List.of("cw demo logs barcelona/gateway"));

    static final Command APPLY = new Command(
            "demo apply",
            "Add Istio resources to a cluster of the demo that runs, or change them",
            "CLUSTER",
            List.of(),
            "Takes Gateways, ServiceEntries, VirtualServices, DestinationRules and Namespaces, as kubectl would. All of"
                    + "\nthem or none: what the sandbox does not translate as istiod does is refused with the reason.",
            List.of(Option.of(
                            "filename",
                            "f",
                            "PATH",
                            "read resources from a file, a folder with all folders in it, or - for standard input")
                    .repeated()),
            List.of(
                    "cw demo apply amsterdam -f rule.yaml",
                    "# Of two clusters' plan only one",
                    "cw gen -f mesh/ --cluster amsterdam | cw demo apply amsterdam -f -"));

    static final Command DOWN = new Command(
            "demo down",
            "End the demo that runs, and wait until nothing of it is left",
            "",
            List.of(),
            "",
            List.of(),
            List.of("cw demo down"));

    private DemoRequestCommands() {}

    static Runner status(Arguments arguments) {
        return new Ask(List.of("status", DemoOptions.output(arguments)), System.getenv());
    }

    static Runner kill(Arguments arguments) {
        return new Ask(List.of("kill", DemoOptions.onlyTarget("demo kill", arguments)), System.getenv());
    }

    static Runner heal(Arguments arguments) {
        return new Ask(List.of("heal", DemoOptions.onlyTarget("demo heal", arguments)), System.getenv());
    }

    static Runner logs(Arguments arguments) {
        return new Ask(List.of("logs", DemoOptions.onlyTarget("demo logs", arguments)), System.getenv());
    }

    static Runner apply(Arguments arguments) {
        String cluster = "";
        if (arguments.operands().size() == 1) {
            cluster = arguments.operands().getFirst();
        } else {
            arguments.fault("name one cluster: cw demo apply CLUSTER -f PATH");
        }
        if (!arguments.has("filename")) {
            arguments.fault("there is no input; name some with -f PATH");
        }
        return new Apply(cluster, arguments.values("filename"), System.getenv());
    }

    static Runner down(Arguments arguments) {
        return new Down(System.getenv());
    }
}

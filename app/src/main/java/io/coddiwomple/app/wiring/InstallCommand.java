package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.Install;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.install.Installer;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.spec.Options;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of {@code cw install}. */
final class InstallCommand {
    private static final String FOLDER = "dir=";
    private static final List<String> INSTALLERS =
            Arrays.stream(Installer.values()).map(Installer::word).toList();

    static final Command COMMAND = new Command(
            "install",
            "Print what a cluster's Istio must be installed with",
            "CLUSTER",
            List.of(),
            "Values for the release's own Helm charts, and a file for its istioctl: trust domain, DNS, and the gateways"
                    + "\nwith their ports and labels. Every setting says why it is there. The root of trust comes"
                    + " from cw ca.",
            SourceOptions.withoutAddresses(
                    Option.of("installer", "", "NAME", "only what this installer takes: helm or istioctl")
                            .among(INSTALLERS),
                    Option.of("file", "", "NAME", "only the file of this name").repeated(),
                    Option.of("istio-version", "", "VERSION", "the Istio of clusters that name none, such as 1.30"),
                    Option.of(
                                    "output",
                                    "o",
                                    "dir=DIR",
                                    "write a file DIR/NAME for each, instead of printing them; the cluster's files of"
                                            + " earlier runs that are not needed any more are removed, unless --file is"
                                            + " given")
                            .among(List.of(FOLDER))),
            List.of(
                    "# All there is to know",
                    "cw install london -f mesh/",
                    "# What istioctl takes, and straight into the cluster",
                    "cw install london -f mesh/ --installer istioctl -o dir=install",
                    "istioctl install -f install/london.istiooperator.yaml",
                    "# From Istio 1.24 on the gateways are a second file",
                    "istioctl install -f install/london.istiooperator-gateways.yaml",
                    "# Values for Helm in their place, a file for each chart",
                    "cw install london -f mesh/ --installer helm -o dir=install"));

    private InstallCommand() {}

    static @Nullable Runner bind(Arguments arguments) {
        List<String> operands = arguments.operands();
        if (operands.size() != 1) {
            arguments.fault(
                    operands.isEmpty()
                            ? "name the cluster: cw install CLUSTER"
                            : "cw install takes one cluster, and these are " + operands.size() + ": "
                                    + String.join(", ", operands));
        }
        String output = arguments.value("output").orElse("");
        if (!output.isEmpty() && (!output.startsWith(FOLDER) || output.equals(FOLDER))) {
            arguments.fault("-o is dir=DIR, such as -o dir=install, not \"" + output + "\"");
        }
        var spec = new Options(null, GenCommand.version(arguments));
        Installer installer = installer(arguments);
        var sources = SourceOptions.bind(arguments);
        if (operands.isEmpty()) {
            return null;
        }
        return new Install(new Install.Options(
                sources,
                spec,
                operands.getFirst(),
                installer,
                arguments.values("file"),
                output.isEmpty() ? null : output.substring(FOLDER.length())));
    }

    private static @Nullable Installer installer(Arguments arguments) {
        String word = arguments.value("installer").orElse(null);
        if (word == null) {
            return null;
        }
        Installer installer = Installer.find(word).orElse(null);
        if (installer == null) {
            arguments.fault("there is no installer \"" + word + "\", only " + String.join(" and ", INSTALLERS)
                    + Suggestion.ending(word, INSTALLERS));
        }
        return installer;
    }
}

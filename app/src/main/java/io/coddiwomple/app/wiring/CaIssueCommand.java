package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.CaIssue;
import io.coddiwomple.app.run.Runner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@code cw ca issue}. */
final class CaIssueCommand {
    static final Command COMMAND = new Command(
            "ca issue",
            "Issue to a cluster what its istiod signs with, or renew it",
            "CLUSTER",
            List.of(),
            "Makes a private key and an intermediate certificate that the root signs. What the cluster had before stays"
                    + "\nin the folder \"issued\". With -f the cluster must be defined there.",
            options(),
            List.of(
                    "# For the cluster london, for two years",
                    "cw ca issue london --dir ca",
                    "# The same, for istiod in the namespace that mesh/ says",
                    "cw ca issue london --dir ca -f mesh/"));

    private CaIssueCommand() {}

    private static List<Option> options() {
        var all = new ArrayList<Option>();
        all.add(CaOptions.FOLDER);
        all.add(Option.of(
                "lifetime",
                "",
                "TIME",
                "how long it is valid, such as 730d or 36h; as before, or 730d the first time"));
        all.add(CaOptions.NAMESPACE);
        all.add(CaOptions.PASSPHRASE);
        all.addAll(SourceOptions.RESOURCES);
        return all;
    }

    static Runner bind(Arguments arguments) {
        var options = new CaIssue.Options(
                CaOptions.folder(arguments),
                CaOptions.cluster("ca issue", arguments),
                CaOptions.sources(arguments),
                CaOptions.namespace(arguments),
                CaOptions.lifetime(arguments),
                CaOptions.passphrase(arguments));
        return new CaIssue(options, Clock.systemUTC());
    }
}

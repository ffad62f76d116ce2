package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.run.CaSecret;
import io.coddiwomple.app.run.Runner;
import java.time.Clock;
import java.util.List;

/** The command line of {@code cw ca secret}. */
final class CaSecretCommand {
    static final Command COMMAND = new Command(
            "ca secret",
            "Print the Secret cacerts of a cluster, with its private key",
            "CLUSTER",
            List.of(),
            "istiod reads it from its own namespace. The same files give the same bytes.",
            List.of(CaOptions.FOLDER, CaOptions.NAMESPACE),
            List.of(
                    "# Straight into the cluster",
                    "cw ca secret london --dir ca | kubectl --context london apply --server-side -f -"));

    private CaSecretCommand() {}

    static Runner bind(Arguments arguments) {
        return new CaSecret(
                CaOptions.folder(arguments),
                CaOptions.cluster("ca secret", arguments),
                CaOptions.namespace(arguments),
                Clock.systemUTC());
    }
}

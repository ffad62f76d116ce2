package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.CaInit;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.ca.Algorithm;
import io.coddiwomple.ca.Lifetime;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of {@code cw ca init}. */
final class CaInitCommand {
    private static final int LONGEST_NAME = 64;
    private static final int DAYS = 3650;

    static final Command COMMAND = new Command(
            "ca init",
            "Make a root of trust for all clusters, in a folder of its own",
            "",
            List.of(),
            "Makes a private key and a certificate that signs itself. The folder and all in it are for their owner only."
                    + "\nKeep it where only those who may speak for every workload can read it, and not in Git.",
            List.of(
                    CaOptions.FOLDER,
                    Option.of("name", "", "ORGANISATION", "who it belongs to, as certificates show it"),
                    Option.of("algorithm", "", "ALGORITHM", "ecdsa-p256 (the default) or rsa-4096")
                            .among(CaOptions.ALGORITHMS),
                    Option.of("lifetime", "", "TIME", "how long it is valid, such as 3650d (the default) or 36h"),
                    CaOptions.PASSPHRASE,
                    Option.flag("force", "", "make another root although there is one, which is kept")),
            List.of(
                    "# A root for ten years, its key encrypted",
                    "cw ca init --dir ca --name acme --passphrase-file passphrase.txt",
                    "# With RSA, for machines that know nothing else",
                    "cw ca init --dir ca --algorithm rsa-4096"));

    private CaInitCommand() {}

    static Runner bind(Arguments arguments) {
        Algorithm algorithm = CaOptions.algorithm(arguments);
        Lifetime lifetime = CaOptions.lifetime(arguments);
        var options = new CaInit.Options(
                CaOptions.folder(arguments),
                algorithm == null ? Algorithm.ECDSA_P256 : algorithm,
                lifetime == null ? Lifetime.ofDays(DAYS) : lifetime,
                organisation(arguments),
                CaOptions.passphrase(arguments),
                arguments.has("force"));
        return new CaInit(options, Clock.systemUTC());
    }

    private static @Nullable String organisation(Arguments arguments) {
        String name = arguments.value("name").orElse(null);
        if (name != null && (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))) {
            arguments.fault("--name has at most " + LONGEST_NAME + " characters, none of them a control character");
        }
        return name;
    }
}

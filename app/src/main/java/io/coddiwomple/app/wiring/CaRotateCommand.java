package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.CaRotate;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.ca.Algorithm;
import io.coddiwomple.ca.Lifetime;
import io.coddiwomple.ca.Wish;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@code cw ca rotate}. */
final class CaRotateCommand {
    private static final int DAYS = 3650;

    static final Command COMMAND = new Command(
            "ca rotate",
            "Replace the root step by step, while every call works",
            "",
            List.of(),
            "Prints the steps, what to run in each cluster, how to check it, and where the replacement stands. --next"
                    + "\ndoes the next step in the folder; apply and check it in the clusters before the one after it.",
            options(),
            List.of(
                    "# Where it stands, and what is next",
                    "cw ca rotate --dir ca",
                    "# The next step, with the contexts of kubectl that mesh/ says",
                    "cw ca rotate --next --dir ca -f mesh/"));

    private CaRotateCommand() {}

    private static List<Option> options() {
        var all = new ArrayList<Option>();
        all.add(CaOptions.FOLDER);
        all.add(Option.flag("next", "", "do the next step, in the folder only"));
        all.add(Option.of("algorithm", "", "ALGORITHM", "of the new root, in the first step: ecdsa-p256 or rsa-4096")
                .among(CaOptions.ALGORITHMS));
        all.add(Option.of("lifetime", "", "TIME", "of the new root, in the first step; 3650d without it"));
        all.add(CaOptions.PASSPHRASE);
        all.addAll(SourceOptions.RESOURCES);
        return all;
    }

    static Runner bind(Arguments arguments) {
        Algorithm algorithm = CaOptions.algorithm(arguments);
        Lifetime lifetime = CaOptions.lifetime(arguments);
        boolean next = arguments.has("next");
        if (!next && (algorithm != null || lifetime != null)) {
            arguments.fault("--algorithm and --lifetime are for a new root, which --next makes; without it nothing is"
                    + " made");
        }
        var root = new Wish.ForRoot(algorithm, lifetime == null ? Lifetime.ofDays(DAYS) : lifetime, null, null);
        return new CaRotate(
                new CaRotate.Options(
                        CaOptions.folder(arguments),
                        CaOptions.sources(arguments),
                        next,
                        root,
                        CaOptions.passphrase(arguments)),
                Clock.systemUTC());
    }
}

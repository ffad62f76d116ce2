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
import java.util.Locale;

/** The command line of {@code cw ca rotate}. */
final class CaRotateCommand {
    private static final int DAYS = 3650;
    private static final List<String> ACTIONS = List.of("start", "next", "abort");

    static final Command COMMAND = new Command(
            "ca rotate",
            "Replace the root step by step, while every call works",
            "",
            List.of(),
            "Prints the steps, what to run in each cluster, how to check it, and where the replacement stands. --start"
                    + "\ndoes the first step in the folder, --next the one after it; apply and check each in the clusters"
                    + "\nbefore the next. --abort goes back, as long as the old root signs for every cluster.",
            options(),
            List.of(
                    "# Where it stands, and what is next",
                    "cw ca rotate --dir ca",
                    "# A new root, beside the old one",
                    "cw ca rotate --start --dir ca",
                    "# The next step, with the contexts of kubectl that mesh/ says",
                    "cw ca rotate --next --dir ca -f mesh/"));

    private CaRotateCommand() {}

    private static List<Option> options() {
        var all = new ArrayList<Option>();
        all.add(CaOptions.FOLDER);
        all.add(Option.flag("start", "", "make the new root: the first step"));
        all.add(Option.flag("next", "", "do the next step, in the folder only"));
        all.add(Option.flag("abort", "", "go back to the old root, while it still signs for every cluster"));
        all.add(Option.of(
                        "algorithm",
                        "",
                        "ALGORITHM",
                        "of the new root, with --start: ecdsa-p256 or rsa-4096; that of the old one without it")
                .among(CaOptions.ALGORITHMS));
        all.add(Option.of("lifetime", "", "TIME", "of the new root, with --start; 3650d without it"));
        all.add(CaOptions.PASSPHRASE);
        all.addAll(SourceOptions.RESOURCES);
        return all;
    }

    static Runner bind(Arguments arguments) {
        Algorithm algorithm = CaOptions.algorithm(arguments);
        Lifetime lifetime = CaOptions.lifetime(arguments);
        List<String> given = ACTIONS.stream().filter(arguments::has).toList();
        if (given.size() > 1) {
            arguments.fault("--" + String.join(" and --", given) + " exclude each other: give one");
        }
        if (!given.equals(List.of("start")) && (algorithm != null || lifetime != null)) {
            arguments.fault(
                    "--algorithm and --lifetime are for a new root, which --start makes; without it none is made");
        }
        var root = new Wish.ForRoot(algorithm, lifetime == null ? Lifetime.ofDays(DAYS) : lifetime, null, null);
        return new CaRotate(
                new CaRotate.Options(
                        CaOptions.folder(arguments),
                        CaOptions.sources(arguments),
                        given.isEmpty()
                                ? CaRotate.Action.SHOW
                                : CaRotate.Action.valueOf(given.getFirst().toUpperCase(Locale.ROOT)),
                        root,
                        CaOptions.passphrase(arguments)),
                Clock.systemUTC());
    }
}

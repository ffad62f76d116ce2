package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.Format;
import io.coddiwomple.app.run.Gen;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Shape;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.spec.Options;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of {@code cw gen}. */
final class GenCommand {
    private static final String FOLDER = "dir=";
    private static final List<String> FORMATS = List.of("yaml", "json", "name", "table", FOLDER + "DIR");
    private static final List<String> SHAPES =
            Arrays.stream(Shape.values()).map(Shape::word).toList();

    static final Command COMMAND = new Command(
            "gen",
            "Print the Istio resources that every cluster needs",
            "",
            List.of(),
            "Reads clusters and services, and prints Gateways, ServiceEntries, VirtualServices and DestinationRules"
                    + "\ngrouped by cluster. The same input, in any order, gives the same bytes.",
            SourceOptions.and(
                    Option.of("cluster", "", "NAME", "print this cluster's resources only")
                            .repeated(),
                    Option.of("service", "", "NAME", "print this service's resources only, by its name or a host")
                            .repeated(),
                    Option.of("shape", "", "SHAPE", "how calls travel, in place of the federation's own shape")
                            .among(SHAPES),
                    Option.of("istio-version", "", "VERSION", "the Istio of clusters that name none, such as 1.30"),
                    Option.of(
                                    "output",
                                    "o",
                                    "FORMAT",
                                    "yaml, json, name or table; or dir=DIR for one file DIR/<cluster>.yaml a cluster,"
                                            + " where files of earlier runs that are not needed any more are removed")
                            .among(List.of("yaml", "json", "name", "table", FOLDER)),
                    Option.flag("explain", "", "say for each resource which service and rule it exists for")),
            List.of(
                    "# From files of 2018",
                    "cw gen --cluster-file clusters.json --service-file services.json",
                    "# From resources, only what london needs, straight into it",
                    "cw gen -f mesh/ --cluster london | kubectl --context london apply -f -",
                    "# One file for each cluster, for GitOps, and addresses that never move",
                    "cw gen -f mesh/ --ledger mesh/addresses.txt -o dir=out",
                    "# What is there, in short",
                    "cw gen -f mesh/ -o table"));

    private GenCommand() {}

    static @Nullable Runner bind(Arguments arguments) {
        var spec = new Options(shape(arguments), version(arguments));
        String output = arguments.value("output").orElse("yaml");
        String folder = output.startsWith(FOLDER) ? output.substring(FOLDER.length()) : null;
        Format format = folder != null ? Format.YAML : format(output, FORMATS, arguments);
        if (folder != null) {
            checkFolder(folder, arguments);
        }
        if (arguments.has("explain") && (format == Format.JSON || format == Format.NAME)) {
            arguments.fault("--explain adds comments, and -o " + output + " has none; use it with yaml, dir or table");
        }
        var options = new Gen.Options(
                SourceOptions.bind(arguments),
                spec,
                arguments.values("cluster"),
                arguments.values("service"),
                format,
                arguments.has("explain"),
                folder);
        return new Gen(options, Clock.systemUTC());
    }

    private static void checkFolder(String folder, Arguments arguments) {
        if (folder.isEmpty()) {
            arguments.fault("-o dir= needs a folder, such as -o dir=out");
        }
        if (arguments.has("service")) {
            arguments.fault("-o dir with --service would leave files without the other services' resources; print to"
                    + " standard output, or leave --service away");
        }
    }

    static Format format(String word, List<String> known, Arguments arguments) {
        return Format.find(word).orElseGet(() -> {
            arguments.fault("there is no output format \"" + word + "\", only " + String.join(", ", known)
                    + Suggestion.ending(word, known));
            return Format.YAML;
        });
    }

    private static @Nullable Shape shape(Arguments arguments) {
        String word = arguments.value("shape").orElse(null);
        if (word == null) {
            return null;
        }
        Shape shape = Shape.find(word).orElse(null);
        if (shape == null) {
            arguments.fault("there is no shape \"" + word + "\", only " + String.join(", ", SHAPES)
                    + Suggestion.ending(word, SHAPES));
        }
        return shape;
    }

    static @Nullable IstioVersion version(Arguments arguments) {
        String word = arguments.value("istio-version").orElse(null);
        if (word == null) {
            return null;
        }
        IstioVersion version = IstioVersion.parse(word).orElse(null);
        if (version == null) {
            arguments.fault("--istio-version \"" + word + "\" is none that cw knows: 1." + IstioVersion.OLDEST
                    + " to 1." + IstioVersion.NEWEST + ", or with a patch, such as 1.8.6");
        }
        return version;
    }
}

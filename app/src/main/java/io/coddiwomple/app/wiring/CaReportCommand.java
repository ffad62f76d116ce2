package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.CaReport;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Sources;
import io.coddiwomple.ca.LiveEndpoint;
import io.coddiwomple.problem.Suggestion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of {@code cw ca report}. */
final class CaReportCommand {
    private static final List<String> FORMATS = List.of("table", "json");
    private static final int MOST_PORTS = 65_535;

    static final Command COMMAND = new Command(
            "ca report",
            "Say which clusters can talk as far as trust goes, why others cannot, and what expires",
            "",
            List.of(),
            "Reads certificates from the authority's folder, from Secrets, from files and from servers, as many as are"
                    + "\ngiven. With -f only pairs that share a service count. Exit code 1 when one of them cannot talk,"
                    + "\nor when that is not known.",
            options(),
            List.of(
                    "# What the authority has issued, for the services of mesh/",
                    "cw ca report --dir ca -f mesh/",
                    "# What two clusters have",
                    "cw ca report --from london=london.yaml --from paris=paris.yaml",
                    "# What istiod shows, and a workload behind a gateway",
                    "cw ca report --endpoint london=127.0.0.1:15012 \\",
                    "  --endpoint paris=203.0.113.7:15443/outbound_.80_._.web.shop.svc.cluster.local"));

    private CaReportCommand() {}

    private static List<Option> options() {
        var all = new ArrayList<Option>();
        all.add(CaOptions.FOLDER);
        all.add(Option.of(
                        "from",
                        "",
                        "CLUSTER=PATH",
                        "read a cluster's certificates: its Secret cacerts as kubectl get -o yaml printed it, PEM files, or"
                                + " a folder of them")
                .repeated());
        all.add(Option.of(
                        "endpoint",
                        "",
                        "CLUSTER=HOST:PORT[/SNI]",
                        "read the certificates that a server of a cluster shows")
                .repeated());
        all.addAll(SourceOptions.RESOURCES);
        all.add(Option.of("output", "o", "FORMAT", "table or json").among(FORMATS));
        return all;
    }

    static Runner bind(Arguments arguments) {
        String output = arguments.value("output").orElse("table");
        if (!FORMATS.contains(output)) {
            arguments.fault("there is no output format \"" + output + "\", only " + String.join(", ", FORMATS)
                    + Suggestion.ending(output, FORMATS));
        }
        List<Sources.ClusterObjects> files = files(arguments);
        List<CaReport.Live> endpoints = endpoints(arguments);
        boolean others = arguments.has("from") || arguments.has("endpoint");
        String folder = arguments.has("dir") || !others ? CaOptions.folder(arguments) : null;
        return new CaReport(
                new CaReport.Options(folder, CaOptions.sources(arguments), files, endpoints, output.equals("json")),
                Clock.systemUTC());
    }

    private static List<Sources.ClusterObjects> files(Arguments arguments) {
        var files = new ArrayList<Sources.ClusterObjects>();
        for (String value : arguments.values("from")) {
            int equals = value.indexOf('=');
            if (equals <= 0 || equals == value.length() - 1) {
                arguments.fault("--from is CLUSTER=PATH, such as london=cacerts.yaml, not \"" + value + "\"");
            } else {
                files.add(new Sources.ClusterObjects(value.substring(0, equals), value.substring(equals + 1)));
            }
        }
        return files;
    }

    private static List<CaReport.Live> endpoints(Arguments arguments) {
        var endpoints = new ArrayList<CaReport.Live>();
        for (String value : arguments.values("endpoint")) {
            int equals = value.indexOf('=');
            LiveEndpoint endpoint = equals <= 0 ? null : endpoint(value.substring(equals + 1));
            if (endpoint == null) {
                arguments.fault("--endpoint is CLUSTER=HOST:PORT or CLUSTER=HOST:PORT/SNI, such as"
                        + " london=127.0.0.1:15012, not \"" + value + "\"");
            } else {
                endpoints.add(new CaReport.Live(value.substring(0, equals), endpoint));
            }
        }
        return endpoints;
    }

    private static @Nullable LiveEndpoint endpoint(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String name = slash < 0 ? null : text.substring(slash + 1);
        int colon = address.lastIndexOf(':');
        if (colon <= 0 || name != null && (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7F))) {
            return null;
        }
        String host = address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            return null;
        }
        String digits = address.substring(colon + 1);
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        return host.isEmpty() || port < 1 || port > MOST_PORTS ? null : new LiveEndpoint(host, port, name);
    }
}

package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.Dns;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.ZoneSource;
import io.coddiwomple.dns.DnsServer;
import io.coddiwomple.dns.ListenAddress;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.spec.Suffixes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command line of {@code cw dns}. */
final class DnsCommand {
    private static final String DEFAULT_LISTEN = "127.0.0.1:1053";
    private static final long DEFAULT_TTL = 30;
    private static final long WEEK = Duration.ofDays(7).toSeconds();

    static final Command COMMAND = new Command(
            "dns",
            "Answer the names of all services with their virtual addresses",
            "",
            List.of(),
            "A DNS server for the federation's suffix, over UDP and TCP, and for CoreDNS's plugin grpc. Files are watched:"
                    + "\nwhat changes in them is answered at once; while they cannot be read, the last names stay. The"
                    + "\nledger is read only. Without --listen, only this machine is answered.",
            SourceOptions.reading(
                    Option.of(
                                    "from-serviceentries",
                                    "",
                                    "PATH",
                                    "answer the hosts of these ServiceEntries instead, as kubectl get serviceentries -A -o"
                                            + " yaml printed them")
                            .repeated(),
                    Option.of(
                                    "suffix",
                                    "",
                                    "NAME",
                                    "with --from-serviceentries, answer names that end in this; global when none is given")
                            .repeated(),
                    Option.of(
                            "cluster",
                            "",
                            "NAME",
                            "answer only what this cluster's plan has entries for, as its clients can call nothing else"),
                    Option.of(
                                    "listen",
                                    "",
                                    "HOST:PORT",
                                    "answer DNS there, over UDP and TCP; " + DEFAULT_LISTEN + " when none is given")
                            .repeated(),
                    Option.of("grpc-listen", "", "HOST:PORT", "answer CoreDNS's plugin grpc there"),
                    Option.of("http-listen", "", "HOST:PORT", "answer /metrics, /healthz and /readyz there"),
                    Option.of("ttl", "", "DURATION", "how long answers may be kept; 30s when not given"),
                    Option.of(
                            "linger",
                            "",
                            "DURATION",
                            "go on answering a name for so long after it is gone from the input"),
                    Option.of(
                            "rate-limit",
                            "",
                            "NUMBER",
                            "answers over UDP a second for each client network (/24, /56); no limit when not given")),
            List.of(
                    "# Names of a mesh, on this machine",
                    "cw dns -f mesh/",
                    "dig @127.0.0.1 -p 1053 httpbin.bar.global",
                    "# In a cluster: only what its clients can call, for CoreDNS too",
                    "cw dns -f mesh/ --cluster london --listen 0.0.0.0:53 --grpc-listen 0.0.0.0:8053 --http-listen"
                            + " 0.0.0.0:9153",
                    "# What is there already",
                    "kubectl get serviceentries -A -o yaml > entries.yaml && cw dns --from-serviceentries entries.yaml"));

    private DnsCommand() {}

    static Runner bind(Arguments arguments) {
        ZoneSource source = source(arguments);
        List<ListenAddress> dns = new ArrayList<>();
        for (String text : arguments.has("listen") ? arguments.values("listen") : List.of(DEFAULT_LISTEN)) {
            ListenAddress address = address("listen", text, arguments);
            if (address != null) {
                dns.add(address);
            }
        }
        int limit = (int) number(arguments, "rate-limit", 0, 1, DnsServer.Options.MOST_RATE);
        ListenAddress grpc = address("grpc-listen", arguments);
        ListenAddress http = address("http-listen", arguments);
        refuseSharedPorts(
                Stream.concat(dns.stream(), Stream.of(grpc, http).flatMap(Stream::ofNullable))
                        .toList(),
                arguments);
        var server = new DnsServer.Options(dns, grpc, http, limit);
        int ttl = (int) seconds(arguments, "ttl", DEFAULT_TTL);
        Duration linger = Duration.ofSeconds(seconds(arguments, "linger", 0));
        return new Dns(new Dns.Options(source, server, ttl, linger), Clock.systemUTC());
    }

    /** Otherwise the server would say of itself that another process has its port. */
    private static void refuseSharedPorts(List<ListenAddress> all, Arguments arguments) {
        for (int i = 0; i < all.size(); i++) {
            for (ListenAddress later : all.subList(i + 1, all.size())) {
                ListenAddress earlier = all.get(i);
                if (earlier.covers(later) || later.covers(earlier)) {
                    arguments.fault(
                            earlier.equals(later)
                                    ? earlier + " is given twice; each use needs a port of its own"
                                    : earlier + " and " + later + " are the same port; give only the wider one, or"
                                            + " another port");
                }
            }
        }
    }

    private static ZoneSource source(Arguments arguments) {
        List<String> entries = arguments.values("from-serviceentries");
        if (entries.isEmpty()) {
            if (arguments.has("suffix")) {
                arguments.fault(
                        "--suffix belongs to --from-serviceentries; otherwise the federation's spec.suffix counts");
            }
            return new ZoneSource.Planned(
                    SourceOptions.bind(arguments), arguments.value("cluster").orElse(null));
        }
        for (String other : List.of("filename", "cluster-file", "service-file", "from", "ledger", "cluster")) {
            if (arguments.has(other)) {
                arguments.fault("--from-serviceentries answers what ServiceEntries say, so --" + other
                        + " has no effect; give the one or the other");
            }
        }
        var suffixes = new TreeSet<String>();
        for (String suffix : arguments.has("suffix") ? arguments.values("suffix") : List.of(Suffixes.DEFAULT)) {
            if (!Hostnames.isHost(suffix)) {
                arguments.fault(
                        "--suffix is a domain in lower case such as global or mesh.internal, not \"" + suffix + "\"");
            }
            suffixes.add(suffix);
        }
        return new ZoneSource.Entries(entries, suffixes);
    }

    private static @Nullable ListenAddress address(String option, Arguments arguments) {
        return arguments
                .value(option)
                .map(text -> address(option, text, arguments))
                .orElse(null);
    }

    private static @Nullable ListenAddress address(String option, String text, Arguments arguments) {
        ListenAddress address = ListenAddress.parse(text).orElse(null);
        if (address == null) {
            arguments.fault(
                    "--" + option + " is HOST:PORT, such as 127.0.0.1:1053 or [::1]:1053, not \"" + text + "\"");
        }
        return address;
    }

    private static long number(Arguments arguments, String option, long initial, long least, long most) {
        String text = arguments.value(option).orElse(null);
        if (text == null) {
            return initial;
        }
        long number =
                text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            arguments.fault(
                    "--" + option + " is a whole number from " + least + " to " + most + ", not \"" + text + "\"");
            return initial;
        }
        return number;
    }

    /** {@code 30}, {@code 30s}, {@code 5m}, {@code 2h}. */
    private static long seconds(Arguments arguments, String option, long initial) {
        String text = arguments.value(option).orElse(null);
        if (text == null) {
            return initial;
        }
        long unit = text.endsWith("h") ? 3_600 : text.endsWith("m") ? 60 : 1;
        String digits = text.endsWith("h") || text.endsWith("m") || text.endsWith("s")
                ? text.substring(0, text.length() - 1)
                : text;
        boolean number =
                !digits.isEmpty() && digits.length() <= 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Long.parseLong(digits) * unit > WEEK) {
            arguments.fault(
                    "--" + option + " is a duration of at most a week, such as 30s, 5m or 2h, not \"" + text + "\"");
            return initial;
        }
        return Long.parseLong(digits) * unit;
    }
}

package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.InstallDns;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.install.ServerAddress;
import io.coddiwomple.install.StubKind;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.spec.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The command line of {@code cw install dns}. */
final class InstallDnsCommand {
    private static final List<String> KINDS =
            Arrays.stream(StubKind.values()).map(StubKind::word).toList();

    static final Command COMMAND = new Command(
            "install dns",
            "Print how a cluster's own DNS learns who answers for the global names",
            "",
            List.of(),
            "For CoreDNS, kube-dns and NodeLocal DNSCache, or Istio's agent in their place; without --kind all that"
                    + " fit,"
                    + "\neach with a word on when it is right. Lines with # are comments in all of them.",
            SourceOptions.withoutAddresses(
                    Option.of("cluster", "", "NAME", "the cluster whose DNS it is, for what its Istio can do"),
                    Option.of("server", "", "IP[:PORT]", "where cw dns, or another server for the names, answers pods")
                            .repeated(),
                    Option.of("grpc-server", "", "IP:PORT", "where it answers by the protocol of CoreDNS's plugin grpc")
                            .repeated(),
                    Option.of("kind", "", "KIND", "only for this kind of DNS: " + String.join(", ", KINDS))
                            .repeated()
                            .among(KINDS),
                    Option.flag("reverse", "", "send queries for the names of virtual addresses there as well"),
                    Option.of("istio-version", "", "VERSION", "the Istio of clusters that name none, such as 1.30")),
            List.of(
                    "# What there is to choose from",
                    "cw install dns -f mesh/ --cluster london --server 10.96.0.53",
                    "# A server block to append to the Corefile",
                    "cw install dns -f mesh/ --kind coredns --server 10.96.0.53:1053",
                    "# A ConfigMap for kube-dns",
                    "cw install dns -f mesh/ --kind kube-dns --server 10.96.0.53 | kubectl apply -f -"));

    private InstallDnsCommand() {}

    static Runner bind(Arguments arguments) {
        var kinds = new ArrayList<StubKind>();
        for (String word : arguments.values("kind")) {
            StubKind.find(word)
                    .ifPresentOrElse(
                            kinds::add,
                            () -> arguments.fault("there is no kind of DNS \"" + word + "\", only "
                                    + String.join(", ", KINDS) + Suggestion.ending(word, KINDS)));
        }
        List<ServerAddress> servers = servers(
                arguments,
                "server",
                ServerAddress::parse,
                "an IP address, and a port if it is not 53, such as 10.96.0.53:1053 or [fd00::35]:1053");
        List<ServerAddress> grpcServers = servers(
                arguments,
                "grpc-server",
                ServerAddress::parseWithPort,
                "an IP address and a port, such as 10.96.0.53:8053 or [fd00::35]:8053");
        var spec = new Options(null, GenCommand.version(arguments));
        return new InstallDns(new InstallDns.Options(
                SourceOptions.bind(arguments),
                spec,
                arguments.value("cluster").orElse(null),
                servers,
                grpcServers,
                kinds.stream().distinct().toList(),
                arguments.has("reverse")));
    }

    private static List<ServerAddress> servers(
            Arguments arguments, String option, Function<String, Optional<ServerAddress>> parse, String form) {
        var servers = new ArrayList<ServerAddress>();
        for (String word : arguments.values(option)) {
            parse.apply(word)
                    .ifPresentOrElse(
                            servers::add,
                            () -> arguments.fault("--" + option + " is " + form + ", not \"" + word
                                    + "\"; a name would need the very DNS that this sets up"));
        }
        return servers.stream().distinct().toList();
    }
}

package io.coddiwomple.app.run;

import io.coddiwomple.app.files.InputFiles;
import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.model.Scope;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.spec.EntryHosts;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Suffixes;
import io.coddiwomple.yaml.Limits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the names of {@code cw dns} come from: the inputs of {@code cw gen}, or ServiceEntries. */
public sealed interface ZoneSource {
    /** What was read. */
    record Names(SortedSet<String> suffixes, HostAddresses hosts, List<Cidr> reverse) {}

    /**
     * Reads all of it.
     *
     * @return null when the problems hold an error
     */
    @Nullable Names read(Terminal terminal, Instant now, Problems problems);

    /** The files and folders that are read. */
    List<String> paths();

    /**
     * The plan of a federation.
     *
     * @param cluster only names that this cluster's plan has entries for are answered; null for all names
     */
    record Planned(Sources sources, @Nullable String cluster) implements ZoneSource {
        @Override
        public @Nullable Names read(Terminal terminal, Instant now, Problems problems) {
            Ledger ledger = sources.readLedger(problems);
            Federation federation = sources.read(terminal, Options.NONE, problems);
            if (federation == null || problems.hasErrors() || !isKnown(federation, problems)) {
                return null;
            }
            // Without a cluster none is planned, but what no plan would accept is found all the same.
            var selection = new Selection(Scope.of(cluster == null ? List.of() : List.of(cluster)), Scope.ALL);
            Plan plan = Planner.plan(federation, selection, ledger, LocalDate.ofInstant(now, ZoneOffset.UTC));
            problems.addAll(plan.findings());
            if (plan.isRefused()) {
                return null;
            }
            var hosts = new TreeMap<String, List<IpAddress>>();
            for (GlobalService service : callable(plan)) {
                service.hosts().forEach(host -> hosts.put(host, plan.addresses().of(host)));
            }
            return new Names(
                    new TreeSet<>(List.of(federation.suffix())), HostAddresses.of(hosts), ranges(federation.pool()));
        }

        private boolean isKnown(Federation federation, Problems problems) {
            if (cluster == null || federation.cluster(cluster) != null) {
                return true;
            }
            List<String> known =
                    federation.clusters().stream().map(Cluster::name).toList();
            problems.add(
                    Code.UNKNOWN_CLUSTER,
                    Place.NONE,
                    "--cluster names \"" + cluster + "\", which no input defines" + Suggestion.ending(cluster, known));
            return false;
        }

        private List<GlobalService> callable(Plan plan) {
            return cluster == null
                    ? plan.federation().services()
                    : plan.clusters().getFirst().callable();
        }

        @Override
        public List<String> paths() {
            var paths = new ArrayList<String>(sources.paths());
            sources.objects().forEach(objects -> paths.add(objects.path()));
            Stream.of(sources.clusterFile(), sources.serviceFile(), sources.ledger())
                    .flatMap(Stream::ofNullable)
                    .forEach(paths::add);
            return paths;
        }
    }

    /** ServiceEntries, as kubectl printed them. */
    record Entries(List<String> paths, SortedSet<String> suffixes) implements ZoneSource {
        @Override
        public @Nullable Names read(Terminal terminal, Instant now, Problems problems) {
            suffixes.forEach(suffix -> Suffixes.check("--suffix", suffix, Place.NONE, problems));
            var files = new InputFiles(terminal.in(), Limits.DEFAULT, problems);
            paths.forEach(path -> files.add(path, new Input.ServiceEntries()));
            if (problems.hasErrors()) {
                return null;
            }
            HostAddresses answered =
                    new AnsweredEntries(suffixes, problems).of(EntryHosts.read(files.inputs(), problems));
            return problems.hasErrors() ? null : new Names(suffixes, answered, ranges(AddressPool.DEFAULT));
        }
    }

    private static List<Cidr> ranges(AddressPool pool) {
        var ranges = new ArrayList<Cidr>(2);
        if (pool.ipv4() != null) {
            ranges.add(pool.ipv4());
        }
        if (pool.ipv6() != null) {
            ranges.add(pool.ipv6());
        }
        return ranges;
    }
}

package io.coddiwomple.app.run;

import io.coddiwomple.app.files.LedgerFile;
import io.coddiwomple.app.files.OutputFolder;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Scope;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cw gen}: what every cluster needs, as text. */
public final class Gen implements Runner {
    private final Options options;
    private final InstantSource clock;

    public Gen(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * What the command line says.
     *
     * @param clusters the clusters to print, none for all
     * @param services the services to print, by id or host, none for all
     * @param folder where to write a file for each cluster, or null for standard output
     */
    public record Options(
            Sources sources,
            io.coddiwomple.spec.Options spec,
            List<String> clusters,
            List<String> services,
            Format format,
            boolean explain,
            @Nullable String folder) {}

    @Override
    public int run(Report report) throws IOException {
        var problems = new Problems();
        LedgerFile ledgerFile = options.sources.openLedger(problems);
        Ledger ledger = Sources.parse(ledgerFile, problems);
        Federation federation = options.sources.read(report.terminal(), options.spec, problems);
        List<String> unknown = federation == null ? List.of() : unknown(federation);
        if (federation == null || problems.hasErrors() || !unknown.isEmpty()) {
            report.problems(problems.sorted());
            unknown.forEach(report::error);
            return INVALID;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Plan plan = Planner.plan(federation, selection(), ledger, today);
        problems.addAll(plan.findings());
        report.problems(problems.sorted());
        VersionOption.check(options.spec, federation.clusters(), report);
        if (plan.isRefused()) {
            return INVALID;
        }
        if (ledgerFile == null) {
            write(plan, report);
        } else {
            ledgerFile.update(plan.addresses().ledger().text(), () -> write(plan, report));
        }
        return DONE;
    }

    private List<String> unknown(Federation federation) {
        var messages = new ArrayList<String>();
        List<String> clusters =
                federation.clusters().stream().map(Cluster::name).toList();
        for (String name : options.clusters) {
            if (!clusters.contains(name)) {
                messages.add(
                        "--cluster names \"" + name + "\", which no input defines" + Suggestion.ending(name, clusters));
            }
        }
        var services = new ArrayList<String>();
        for (GlobalService service : federation.services()) {
            services.add(service.id());
            services.addAll(service.hosts());
        }
        for (String name : options.services) {
            if (!services.contains(name)) {
                messages.add("--service names \"" + name + "\", which no input defines" + meant(name, services));
            }
        }
        return messages;
    }

    /** A service's name without its namespace is no slip of the keyboard, and yet means it. */
    private static String meant(String name, List<String> services) {
        return services.stream()
                .filter(service -> service.startsWith(name + "."))
                .min(Comparator.naturalOrder())
                .map(service -> "; did you mean \"" + service + "\"?")
                .orElseGet(() -> Suggestion.ending(name, services));
    }

    private Selection selection() {
        return new Selection(
                options.clusters.isEmpty() ? Scope.ALL : Scope.of(options.clusters),
                options.services.isEmpty() ? Scope.ALL : Scope.of(options.services));
    }

    private void write(Plan plan, Report report) throws IOException {
        Rendering rendering = options.format.rendering(plan, options.explain);
        if (options.folder != null) {
            writeFolder(options.folder, plan, rendering, report);
            return;
        }
        var relay = new OutputRelay(report.terminal().out());
        relay.write(rendering.begin());
        for (ClusterPlan cluster : plan.clusters()) {
            relay.write(rendering.cluster(cluster));
        }
        relay.end();
    }

    private void writeFolder(String shown, Plan plan, Rendering rendering, Report report) throws IOException {
        try (OutputFolder folder = OutputFolder.open(shown, "cw gen")) {
            for (ClusterPlan cluster : plan.clusters()) {
                List<byte[]> pieces = rendering.cluster(cluster);
                folder.stage(cluster.cluster().name() + ".yaml", out -> OutputRelay.writeAll(pieces, out));
            }
            // A filtered run knows nothing of the other clusters, not even whether they still exist.
            OutputFolder.Outcome outcome = folder.commit(options.clusters.isEmpty());
            FolderReport.say(shown, outcome, report);
        }
    }
}

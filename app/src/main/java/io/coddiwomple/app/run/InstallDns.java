package io.coddiwomple.app.run;

import io.coddiwomple.install.ServerAddress;
import io.coddiwomple.install.Stub;
import io.coddiwomple.install.StubKind;
import io.coddiwomple.install.Stubs;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.ByteText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cw install dns}: how a cluster's own DNS learns who answers for the global names. */
public final class InstallDns implements Runner {
    private final Options options;

    public InstallDns(Options options) {
        this.options = options;
    }

    /**
     * What the command line says.
     *
     * @param cluster whose DNS it is, or null for any
     * @param kinds of DNS, none for all that fit
     */
    public record Options(
            Sources sources,
            io.coddiwomple.spec.Options spec,
            @Nullable String cluster,
            List<ServerAddress> servers,
            List<ServerAddress> grpcServers,
            List<StubKind> kinds,
            boolean reverse) {}

    @Override
    public int run(Report report) throws IOException {
        var problems = new Problems();
        Federation federation = options.sources.read(report.terminal(), options.spec, problems);
        report.problems(Install.findings(problems));
        if (federation == null || problems.hasErrors()) {
            return INVALID;
        }
        var errors = new ArrayList<String>();
        Cluster cluster = options.cluster == null ? null : federation.cluster(options.cluster);
        if (options.cluster != null && cluster == null) {
            errors.add(Install.unknownCluster(federation, options.cluster));
        }
        var stub = new Stub(
                federation.suffix(),
                federation.pool(),
                options.servers,
                options.grpcServers,
                options.reverse,
                cluster == null ? federation.clusters() : List.of(cluster),
                input(federation));
        errors.addAll(Stubs.faults(stub, options.kinds));
        if (!errors.isEmpty()) {
            errors.forEach(report::error);
            return INVALID;
        }
        VersionOption.check(options.spec, stub.clusters(), report);
        Stubs.warnings(stub, options.kinds).forEach(report::warning);
        List<StubKind> kinds = options.kinds.isEmpty() ? Stubs.fitting(stub) : options.kinds;
        for (int at = 0; at < kinds.size(); at++) {
            var text = new ByteText();
            text.ascii(at == 0 ? "" : "\n# ----------------------------------------------------------------\n");
            text.append(stub.text(kinds.get(at)));
            text.writeTo(report.terminal().out());
        }
        report.terminal().out().flush();
        return DONE;
    }

    private String input(Federation federation) {
        return ShellText.input(options.sources, options.spec, federation)
                + (options.cluster == null ? "" : " --cluster " + options.cluster);
    }
}

package io.coddiwomple.app.run;

import io.coddiwomple.app.files.OutputFolder;
import io.coddiwomple.install.InstallFile;
import io.coddiwomple.install.Installation;
import io.coddiwomple.install.Installer;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.yaml.ByteText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cw install}: what a cluster's Istio must be installed with, as files for its installer. */
public final class Install implements Runner {
    private final Options options;

    public Install(Options options) {
        this.options = options;
    }

    /**
     * What the command line says.
     *
     * @param cluster whose Istio it is
     * @param installer which the files are for, or null for every one of the release
     * @param files which of the files, by name, none for all
     * @param folder where to write them, or null for standard output
     */
    public record Options(
            Sources sources,
            io.coddiwomple.spec.Options spec,
            String cluster,
            @Nullable Installer installer,
            List<String> files,
            @Nullable String folder) {}

    @Override
    public int run(Report report) throws IOException {
        var problems = new Problems();
        Federation federation = options.sources.read(report.terminal(), options.spec, problems);
        if (federation == null || problems.hasErrors()) {
            report.problems(findings(problems));
            return INVALID;
        }
        Cluster cluster = federation.cluster(options.cluster);
        if (cluster == null) {
            report.problems(findings(problems));
            report.error(unknownCluster(federation, options.cluster));
            return INVALID;
        }
        List<InstallFile> files = Installation.files(
                federation, cluster, ShellText.input(options.sources, options.spec, federation), problems);
        var errors = new ArrayList<String>();
        List<InstallFile> chosen = chosen(files, cluster, errors);
        report.problems(findings(problems));
        VersionOption.check(options.spec, List.of(cluster), report);
        errors.forEach(report::error);
        if (problems.hasErrors() || !errors.isEmpty()) {
            return INVALID;
        }
        if (options.folder != null) {
            writeFolder(options.folder, chosen, report);
            return DONE;
        }
        for (int at = 0; at < chosen.size(); at++) {
            var text = new ByteText();
            text.ascii(at == 0 ? "" : "---\n");
            text.append(chosen.get(at).text());
            text.writeTo(report.terminal().out());
        }
        report.terminal().out().flush();
        return DONE;
    }

    /** What was found, but that there is no service: installing comes before exporting. */
    static List<Problem> findings(Problems problems) {
        return problems.sorted().stream()
                .filter(problem -> problem.code() != Code.NOTHING_EXPORTED)
                .toList();
    }

    static String unknownCluster(Federation federation, String name) {
        List<String> clusters =
                federation.clusters().stream().map(Cluster::name).toList();
        return "no input defines a cluster \"" + name + "\", only " + String.join(", ", clusters)
                + Suggestion.ending(name, clusters);
    }

    private List<InstallFile> chosen(List<InstallFile> files, Cluster cluster, List<String> errors) {
        List<InstallFile> taken = files.stream()
                .filter(file -> options.installer == null || file.installer() == options.installer)
                .toList();
        if (taken.isEmpty() && options.installer != null) {
            errors.add(nothingFor(options.installer, cluster, files));
            return List.of();
        }
        List<String> names = taken.stream().map(InstallFile::name).toList();
        for (String wanted : options.files) {
            if (!names.contains(wanted)) {
                errors.add("--file names \"" + wanted + "\", and the files are " + String.join(", ", names)
                        + Suggestion.ending(wanted, names));
            }
        }
        return options.files.isEmpty()
                ? taken
                : taken.stream()
                        .filter(file -> options.files.contains(file.name()))
                        .toList();
    }

    private static String nothingFor(Installer installer, Cluster cluster, List<InstallFile> files) {
        String why = installer == Installer.HELM
                ? "from 1.6 to 1.11 its charts were parts of istioctl, or experiments"
                : cluster.istio().atLeast(4)
                        ? "an IstioControlPlane has one gateway of each sort, in Istio's own namespace, and the cluster has"
                                + " others"
                        : "its first release that installs is 1.4";
        return "--installer " + installer.word() + " has no files for Istio " + cluster.istio() + " of cluster "
                + cluster.name() + ": " + why + "; use --installer "
                + files.getFirst().installer().word();
    }

    private void writeFolder(String shown, List<InstallFile> chosen, Report report) throws IOException {
        try (OutputFolder folder = OutputFolder.open(shown, "cw install " + options.cluster)) {
            for (InstallFile file : chosen) {
                folder.stage(file.name(), out -> file.text().writeTo(out));
            }
            // One installer's files are a whole installation: those of another beside them would install it twice.
            OutputFolder.Outcome outcome = folder.commit(options.files.isEmpty());
            FolderReport.say(shown, outcome, report);
        }
    }
}

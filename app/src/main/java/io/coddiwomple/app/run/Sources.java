package io.coddiwomple.app.run;

import io.coddiwomple.app.files.InputFiles;
import io.coddiwomple.app.files.LedgerFile;
import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Severity;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import io.coddiwomple.yaml.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user names as input.
 *
 * @param clusterFile a cluster file of 2018, or null
 * @param serviceFile a service file of 2018, or null
 * @param paths files and folders of resources, and {@code -}
 * @param objects objects of a cluster, as kubectl printed them
 * @param ledger where addresses are kept, or null
 */
public record Sources(
        @Nullable String clusterFile,
        @Nullable String serviceFile,
        List<String> paths,
        List<ClusterObjects> objects,
        @Nullable String ledger) {
    /** A file or folder, and the cluster whose objects it holds. */
    public record ClusterObjects(String cluster, String path) {}

    /** Whether nothing at all is named. */
    public boolean isEmpty() {
        return clusterFile == null && serviceFile == null && paths.isEmpty() && objects.isEmpty();
    }

    /** Reads all of it. The federation is null when the problems hold an error. */
    public @Nullable Federation read(Terminal terminal, Options options, Problems problems) {
        var files = new InputFiles(terminal.in(), Limits.DEFAULT, problems);
        if (clusterFile != null) {
            files.addFile(clusterFile, new Input.ClusterFile());
        }
        if (serviceFile != null) {
            files.addFile(serviceFile, new Input.ServiceFile());
        }
        paths.forEach(path -> files.add(path, new Input.Resources()));
        objects.forEach(from -> files.add(from.path, new Input.ClusterObjects(from.cluster)));
        if (problems.hasErrors() && files.inputs().isEmpty()) {
            return null;
        }
        Federation federation = Specs.read(files.inputs(), options, problems);
        return problems.hasErrors() ? null : federation;
    }

    /**
     * Reads all of it, for a command that generates nothing: of what is noticed, only errors matter then. Null without a
     * problem when nothing is named.
     */
    @Nullable Federation readIfGiven(Terminal terminal, Problems problems) {
        var own = new Problems();
        Federation federation = isEmpty() ? null : read(terminal, Options.NONE, own);
        own.sorted().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .forEach(problems::add);
        return federation;
    }

    /** Opens the ledger to keep addresses in it; null without one, or with a problem. */
    @Nullable LedgerFile openLedger(Problems problems) {
        return ledger == null ? null : LedgerFile.open(ledger, problems);
    }

    /** Reads the ledger that others keep; null without one, or with a problem. */
    @Nullable Ledger readLedger(Problems problems) {
        return parse(ledger == null ? null : LedgerFile.openExisting(ledger, problems), problems);
    }

    static @Nullable Ledger parse(@Nullable LedgerFile file, Problems problems) {
        return file == null ? null : Ledger.parse(file.shown(), file.text(), problems);
    }
}

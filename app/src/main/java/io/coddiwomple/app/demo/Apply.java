package io.coddiwomple.app.demo;

import io.coddiwomple.app.files.InputFiles;
import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Manifests;
import io.coddiwomple.yaml.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code cw demo apply}: gives a cluster of the demo objects. */
public final class Apply implements Runner {
    private final String cluster;
    private final List<String> paths;
    private final Map<String, String> environment;

    /**
     * @param paths files and folders, and {@code -}
     * @param environment where the demo's folder is found
     */
    public Apply(String cluster, List<String> paths, Map<String, String> environment) {
        this.cluster = cluster;
        this.paths = List.copyOf(paths);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int run(Report report) throws IOException {
        var problems = new Problems();
        var files = new InputFiles(report.terminal().in(), Limits.DEFAULT, problems);
        paths.forEach(path -> files.add(path, new Input.Objects()));
        List<Manifests.Placed> objects = Manifests.read(files.inputs(), problems);
        report.problems(problems.sorted());
        if (problems.hasErrors()) {
            return INVALID;
        }
        var request = new ArrayList<String>(List.of("apply", cluster));
        request.addAll(AppliedObjects.words(objects));
        return Ask.ask(request, environment, report);
    }
}

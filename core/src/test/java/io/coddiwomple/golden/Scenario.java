package io.coddiwomple.golden;

import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of input files, and what comes out of them: one file for each cluster, and the findings. */
record Scenario(Path folder) {
    static final Path ALL = Path.of("src/test/resources/golden");

    static List<Scenario> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.sorted().map(Scenario::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** The files by their path below the scenario's folder. */
    SortedMap<String, String> results(boolean reversed) {
        var problems = new Problems();
        List<Input> inputs = inputs();
        if (reversed) {
            Collections.reverse(inputs);
        }
        var results = new TreeMap<String, String>();
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        if (federation != null) {
            Plan plan = Planner.plan(federation, Selection.ALL, null, LocalDate.of(2026, 1, 1));
            problems.addAll(plan.findings());
            for (ClusterPlan cluster : plan.clusters()) {
                String text = text(cluster);
                if (!text.isEmpty()) {
                    results.put("out/" + cluster.cluster().name() + ".yaml", text);
                }
            }
        }
        var findings = new StringBuilder();
        problems.sorted().forEach(problem -> findings.append(problem).append('\n'));
        if (!findings.isEmpty()) {
            results.put("findings.txt", findings.toString());
        }
        return results;
    }

    private static String text(ClusterPlan cluster) {
        var text = new ByteText();
        for (Planned planned : cluster.objects()) {
            text.ascii("---\n");
            YamlText.append(planned.manifest().tree(), text);
        }
        return text.toString();
    }

    private List<Input> inputs() {
        var inputs = new ArrayList<Input>();
        try (Stream<Path> files = Files.list(folder.resolve("in"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Input.Role role = switch (name) {
                    case "clusters.json" -> new Input.ClusterFile();
                    case "services.json" -> new Input.ServiceFile();
                    default ->
                        name.startsWith("from-")
                                ? new Input.ClusterObjects(name.substring("from-".length(), name.lastIndexOf('.')))
                                : new Input.Resources();
                };
                inputs.add(new Input(name, Files.readAllBytes(file), role));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inputs;
    }

    /** The golden files by their path below the scenario's folder. */
    SortedMap<String, String> goldens() {
        var goldens = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith("in/")) {
                    goldens.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return goldens;
    }

    /** Makes the golden files what comes out now. */
    void update() {
        try {
            for (String orphan : goldens().keySet()) {
                Files.delete(folder.resolve(orphan));
            }
            for (var result : results(false).entrySet()) {
                Path file = folder.resolve(result.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, result.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

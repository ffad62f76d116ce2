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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of input files, and what comes out of them: one file for each cluster, and the findings. */
record Scenario(Path folder) {
    static final Path ALL = Path.of("src/test/resources/golden");

    static List<Scenario> all() {
        return all(ALL);
    }

    static List<Scenario> all(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
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
        var results = new TreeMap<String, String>();
        String said = run(reversed, results);
        if (!said.isEmpty()) {
            results.put("findings.txt", said);
        }
        return results;
    }

    /** The lines that a user sees, whether the input is refused or not. */
    String said(boolean reversed) {
        return run(reversed, new TreeMap<>());
    }

    private String run(boolean reversed, SortedMap<String, String> results) {
        var problems = new Problems();
        List<Input> inputs = inputs();
        if (reversed) {
            Collections.reverse(inputs);
        }
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
        var said = new StringBuilder();
        problems.sorted().forEach(problem -> said.append(problem).append('\n'));
        return said.toString();
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
        update(results(false));
    }

    /** Makes these the only golden files. */
    void update(Map<String, String> contents) {
        try {
            for (String orphan : goldens().keySet()) {
                Files.delete(folder.resolve(orphan));
            }
            for (Map.Entry<String, String> content : contents.entrySet()) {
                Path file = folder.resolve(content.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, content.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

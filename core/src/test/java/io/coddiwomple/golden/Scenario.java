package io.coddiwomple.golden;

import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of input files, and what comes out of them: one file for each cluster, the findings, the ledger. Files of
 * 2018 are called {@code clusters.json} and {@code services.json}, what {@code --from} names {@code from-<cluster>.yaml},
 * a ledger {@code ledger.txt}; all others hold resources.
 */
record Scenario(Path folder) {
    static final Path ALL = Path.of("src/test/resources/golden");

    private static final String LEDGER = "ledger.txt";
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

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

    /** What the files, in their order, give. */
    SortedMap<String, String> results() {
        return results(inputs());
    }

    /** The files by their path below the scenario's folder. */
    SortedMap<String, String> results(List<Input> inputs) {
        var problems = new Problems();
        var results = new TreeMap<String, String>();
        Plan plan = plan(inputs, problems);
        for (ClusterPlan cluster : plan.clusters()) {
            String text = text(cluster);
            if (!text.isEmpty()) {
                results.put(path(cluster), text);
            }
        }
        if (Files.exists(ledgerFile())) {
            results.put(LEDGER, plan.addresses().ledger().text());
        }
        String findings = lines(problems);
        if (!findings.isEmpty()) {
            results.put("findings.txt", findings);
        }
        return results;
    }

    /** The lines that a user sees, whether the input is refused or not. */
    String said(List<Input> inputs) {
        var problems = new Problems();
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        if (federation != null) {
            problems.addAll(Planner.plan(federation, Selection.ALL, null, TODAY).findings());
        }
        return lines(problems);
    }

    private static String lines(Problems problems) {
        var lines = new StringBuilder();
        problems.sorted().forEach(problem -> lines.append(problem).append('\n'));
        return lines.toString();
    }

    /** The plan itself, of valid input only. */
    Plan plan(List<Input> inputs, Problems problems) {
        Ledger ledger = Files.exists(ledgerFile()) ? Ledger.parse(LEDGER, read(ledgerFile()), problems) : null;
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        if (federation == null) {
            throw new AssertionError(name() + " is refused: " + problems.sorted());
        }
        Plan plan = Planner.plan(federation, Selection.ALL, ledger, TODAY);
        problems.addAll(plan.findings());
        if (plan.isRefused()) {
            throw new AssertionError(name() + " is refused: " + problems.sorted());
        }
        return plan;
    }

    /** Where a cluster's output stands. */
    static String path(ClusterPlan cluster) {
        return "out/" + cluster.cluster().name() + ".yaml";
    }

    private Path ledgerFile() {
        return folder.resolve("in").resolve(LEDGER);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ClusterPlan cluster) {
        var text = new ByteText();
        for (Planned planned : cluster.objects()) {
            text.ascii("---\n");
            YamlText.append(planned.manifest().tree(), text);
        }
        return text.toString();
    }

    /** The same documents, the last first; where each stands, findings tell. */
    List<Input> inputsInsideOut() {
        var inputs = new ArrayList<Input>();
        for (Input input : inputs().reversed()) {
            if (input.file().endsWith(".yaml")) {
                List<String> documents =
                        List.of(new String(input.content(), StandardCharsets.UTF_8).split("(?m)^---\n", -1));
                String reversed = String.join("\n---\n", documents.reversed());
                inputs.add(new Input(input.file(), reversed.getBytes(StandardCharsets.UTF_8), input.role()));
            } else {
                inputs.add(input);
            }
        }
        return inputs;
    }

    /** The files that a user gives, by name. */
    List<Input> inputs() {
        var inputs = new ArrayList<Input>();
        try (Stream<Path> files = Files.list(folder.resolve("in"))) {
            for (Path file :
                    files.filter(each -> !each.endsWith(LEDGER)).sorted().toList()) {
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
        update(results());
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

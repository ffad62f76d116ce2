package io.coddiwomple.laws;

import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.Trees;
import io.coddiwomple.yaml.YamlText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a world.
 *
 * @param plan null when the input alone was refused
 * @param problems all that was found, of the input and of the plan
 */
record Outcome(@Nullable Plan plan, List<Problem> problems) {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    static Outcome of(World world) {
        return of(world.inputs(), Selection.ALL, null);
    }

    static Outcome of(World world, @Nullable Ledger ledger) {
        return of(world.inputs(), Selection.ALL, ledger);
    }

    static Outcome of(List<Input> inputs, Selection selection, @Nullable Ledger ledger) {
        var problems = new Problems();
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        if (federation == null) {
            return new Outcome(null, problems.sorted());
        }
        Plan plan = Planner.plan(federation, selection, ledger, TODAY);
        problems.addAll(plan.findings());
        return new Outcome(plan, problems.sorted());
    }

    boolean accepted() {
        return plan != null && !plan.isRefused();
    }

    Plan accept() {
        if (plan == null || plan.isRefused()) {
            throw new AssertionError("refused: " + problems);
        }
        return plan;
    }

    boolean says(Code code) {
        return problems.stream().anyMatch(problem -> problem.code() == code);
    }

    /** What the plan would keep for the next time, as if read from a file. */
    Ledger ledger() {
        var wrong = new Problems();
        Ledger ledger = Ledger.parse("ledger.txt", accept().addresses().ledger().text(), wrong);
        if (wrong.hasErrors()) {
            throw new AssertionError("unreadable ledger: " + wrong.sorted());
        }
        return ledger;
    }

    /** All text by cluster. */
    SortedMap<String, String> texts() {
        var texts = new TreeMap<String, String>();
        for (ClusterPlan cluster : accept().clusters()) {
            var text = new StringBuilder();
            objects(cluster).forEach((key, object) -> text.append(object.text()));
            texts.put(cluster.cluster().name(), text.toString());
        }
        return texts;
    }

    /** The objects of each cluster. */
    SortedMap<String, SortedMap<ResourceKey, Made>> objects() {
        var all = new TreeMap<String, SortedMap<ResourceKey, Made>>();
        for (ClusterPlan cluster : accept().clusters()) {
            all.put(cluster.cluster().name(), objects(cluster));
        }
        return all;
    }

    private static SortedMap<ResourceKey, Made> objects(ClusterPlan cluster) {
        var objects = new TreeMap<ResourceKey, Made>();
        for (Planned planned : cluster.objects()) {
            Manifest manifest = planned.manifest();
            if (objects.put(manifest.key(), new Made(manifest)) != null) {
                throw new AssertionError("cluster " + cluster.cluster().name() + " has two of " + manifest.key());
            }
        }
        return objects;
    }

    /** One object. */
    record Made(Manifest manifest) {
        String text() {
            var text = new ByteText();
            YamlText.append(manifest.tree(), text);
            return text.toString();
        }

        /** The id of the service that it is for, empty for what all share. */
        String service() {
            return manifest.labels().getOrDefault("coddiwomple.io/service", "");
        }

        boolean is(String kind) {
            return manifest.kind().equals(kind);
        }

        Map<String, Object> spec() {
            return World.map(Trees.of(manifest.spec()));
        }

        List<Map<String, Object>> maps(String field) {
            return maps(spec(), field);
        }

        static List<Map<String, Object>> maps(Map<String, Object> tree, String field) {
            var maps = new ArrayList<Map<String, Object>>();
            if (tree.get(field) instanceof List<?> items) {
                items.forEach(item -> maps.add(World.map(item)));
            }
            return maps;
        }

        List<String> strings(String field) {
            return strings(spec(), field);
        }

        static List<String> strings(Map<String, Object> tree, String field) {
            return tree.get(field) instanceof List<?> items
                    ? items.stream().map(String::valueOf).toList()
                    : List.of();
        }
    }
}

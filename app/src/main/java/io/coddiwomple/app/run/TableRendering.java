package io.coddiwomple.app.run;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Group;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.yaml.ByteText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** One line for each object under a line of titles, in columns as wide as their widest word. */
final class TableRendering implements Rendering {
    private static final List<String> TITLES = List.of("CLUSTER", "KIND", "NAMESPACE", "NAME", "SERVICE", "RULE");
    private static final int GAP = 3;

    private final boolean explain;
    private final int[] widths;
    private final ByteText text = new ByteText();

    /** Plans everything once for the widths and later once more: a large table does not fit in memory. */
    TableRendering(Plan plan, boolean explain) {
        this.explain = explain;
        this.widths = TITLES.stream().mapToInt(String::length).toArray();
        Set<Group> measured = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ClusterPlan cluster : plan.clusters()) {
            for (Group group : cluster.groups()) {
                if (!group.isShared() || measured.add(group)) {
                    group.objects()
                            .forEach(object -> measure(row(cluster.cluster().name(), object)));
                }
            }
            widths[0] = Math.max(widths[0], cluster.cluster().name().length());
        }
    }

    @Override
    public List<byte[]> begin() {
        var titles = new ArrayList<String>(TITLES);
        if (explain) {
            titles.add("REASON");
        }
        text.clear();
        append(titles);
        return List.of(text.toBytes());
    }

    @Override
    public List<byte[]> cluster(ClusterPlan plan) {
        text.clear();
        for (Group group : plan.groups()) {
            group.objects().forEach(object -> append(row(plan.cluster().name(), object)));
        }
        return List.of(text.toBytes());
    }

    private List<String> row(String cluster, Planned object) {
        ResourceKey key = object.manifest().key();
        var row = new ArrayList<String>(TITLES.size() + 1);
        row.add(cluster);
        row.add(key.kind());
        row.add(key.namespace());
        row.add(key.name());
        row.add(object.origin().service());
        row.add(object.origin().rule());
        if (explain) {
            row.add(object.origin().reason());
        }
        return row;
    }

    private void measure(List<String> row) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], row.get(column).length());
        }
    }

    private void append(List<String> row) {
        int last = row.size() - 1;
        for (int column = 0; column < last; column++) {
            String word = row.get(column).isEmpty() ? "-" : row.get(column);
            text.text(word);
            text.blanks(widths[column] - word.length() + GAP);
        }
        text.text(row.get(last));
        text.ascii('\n');
    }
}

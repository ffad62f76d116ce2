package io.coddiwomple.app.run;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Group;
import io.coddiwomple.plan.rules.Origin;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.YamlText;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A stream of YAML documents; a comment line before those of each cluster names it and counts them. */
final class YamlRendering implements Rendering {
    private final GroupTexts texts;

    /** @param explain whether a comment before each object says what it is for */
    YamlRendering(boolean explain) {
        texts = new GroupTexts((object, out) -> append(object, explain, out));
    }

    @Override
    public List<byte[]> cluster(ClusterPlan plan) {
        var pieces = new ArrayList<byte[]>(1 + plan.groups().size());
        pieces.add(new byte[0]);
        var byKinds = new IdentityHashMap<List<String>, int[]>();
        texts.prepare(plan.groups());
        for (Group group : plan.groups()) {
            GroupTexts.Rendered rendered = texts.of(group);
            pieces.add(rendered.bytes());
            byKinds.computeIfAbsent(rendered.kinds(), _ -> new int[1])[0]++;
        }
        Map<String, Integer> counts = new TreeMap<>();
        byKinds.forEach((kinds, count) -> kinds.forEach(kind -> counts.merge(kind, count[0], Integer::sum)));
        var title = new ByteText(256);
        YamlText.comment(title(plan.cluster().name(), counts), title);
        pieces.set(0, title.toBytes());
        return pieces;
    }

    private static String title(String cluster, Map<String, Integer> counts) {
        int all = 0;
        var kinds = new StringJoiner(", ", " (", ")");
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            all += count.getValue();
            kinds.add(count.getValue() + " " + count.getKey());
        }
        return "cluster " + cluster + ": " + Report.counted(all, "object") + (all == 0 ? "" : kinds);
    }

    private static void append(Planned object, boolean explain, ByteText out) {
        out.ascii("---\n");
        if (explain) {
            Origin origin = object.origin();
            String service = origin.service().isEmpty() ? "" : " of service " + origin.service();
            YamlText.comment(origin.rule() + service + ": " + origin.reason(), out);
        }
        YamlText.append(object.manifest().tree(), out);
    }
}

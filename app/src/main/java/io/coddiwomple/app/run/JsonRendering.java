package io.coddiwomple.app.run;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Group;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A stream of Kubernetes Lists, one for each cluster, which an annotation of the List names. */
final class JsonRendering implements Rendering {
    private static final String SEPARATOR = ",\n    ";

    private final GroupTexts texts = new GroupTexts((object, out) -> {
        if (out.length() > 0) {
            out.ascii(SEPARATOR);
        }
        JsonText.append(object.manifest().tree(), 4, out);
    });

    @Override
    public List<byte[]> cluster(ClusterPlan plan) {
        texts.prepare(plan.groups());
        var pieces = new ArrayList<byte[]>(4 + 2 * plan.groups().size());
        pieces.add(bytes("""
                {
                  "apiVersion": "v1",
                  "kind": "List",
                  "metadata": {
                    "annotations": {
                      "coddiwomple.io/cluster": \
                """));
        var name = new ByteText(64);
        JsonText.append(io.coddiwomple.resource.Value.of(plan.cluster().name()), 0, name);
        pieces.add(name.toBytes());
        pieces.add(bytes("\n    }\n  },\n  \"items\": ["));
        boolean first = true;
        for (Group group : plan.groups()) {
            byte[] objects = texts.of(group).bytes();
            if (objects.length > 0) {
                pieces.add(bytes(first ? "\n    " : SEPARATOR));
                pieces.add(objects);
                first = false;
            }
        }
        pieces.add(bytes(first ? "]\n}\n" : "\n  ]\n}\n"));
        return pieces;
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.ISO_8859_1);
    }
}

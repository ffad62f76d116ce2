package io.coddiwomple.app.run;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Group;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.yaml.ByteText;
import java.util.List;
import java.util.Locale;

/** One line for each object: {@code london serviceentry.networking.istio.io/cw/httpbin.bar}. */
final class NameRendering implements Rendering {
    @Override
    public List<byte[]> cluster(ClusterPlan plan) {
        var text = new ByteText();
        for (Group group : plan.groups()) {
            for (Planned object : group.objects()) {
                text.text(plan.cluster().name() + " " + line(object.manifest().key()) + "\n");
            }
        }
        return List.of(text.toBytes());
    }

    /** {@code kind.group/namespace/name}, without what is empty. */
    private static String line(ResourceKey key) {
        return key.kind().toLowerCase(Locale.ROOT)
                + (key.group().isEmpty() ? "" : "." + key.group())
                + (key.namespace().isEmpty() ? "" : "/" + key.namespace())
                + "/" + key.name();
    }
}

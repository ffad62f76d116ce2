package io.coddiwomple.app.run;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Group;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.yaml.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** One line for each object: {@code london serviceentry.networking.istio.io/cw/httpbin.bar}. */
final class NameRendering implements Rendering {
    private final ByteText text = new ByteText();

    @Override
    public void cluster(ClusterPlan plan, OutputStream out) throws IOException {
        for (Group group : plan.groups()) {
            text.clear();
            for (Planned object : group.objects()) {
                text.text(plan.cluster().name() + " " + line(object.manifest().key()) + "\n");
            }
            text.writeTo(out);
        }
    }

    /** {@code kind.group/namespace/name}, without what is empty. */
    private static String line(ResourceKey key) {
        return key.kind().toLowerCase(Locale.ROOT)
                + (key.group().isEmpty() ? "" : "." + key.group())
                + (key.namespace().isEmpty() ? "" : "/" + key.namespace())
                + "/" + key.name();
    }
}

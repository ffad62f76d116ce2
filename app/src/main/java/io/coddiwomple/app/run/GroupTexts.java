package io.coddiwomple.app.run;

import io.coddiwomple.plan.Group;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.yaml.ByteText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of groups of objects. A group that clusters share is rendered once and kept, up to a limit: most of what a
 * large federation prints are such repetitions. Owned by one thread.
 */
final class GroupTexts {
    /** 10,000 services of 3 KB, in four variants. */
    private static final long MOST_KEPT = 128L << 20;

    /** Groups that are rendered at once before what is kept is counted. */
    private static final int BATCH = 1024;
    /** Groups that are worth another thread. */
    private static final int MANY = 32;

    private final Style style;
    private final IdentityHashMap<Group, Rendered> kept = new IdentityHashMap<>();
    private final Map<List<String>, List<String>> kindLists = new HashMap<>();
    private long keptBytes;

    GroupTexts(Style style) {
        this.style = style;
    }

    /** How one object becomes text. */
    @FunctionalInterface
    interface Style {
        void append(Planned object, ByteText out);
    }

    /**
     * A group as text.
     *
     * @param kinds of its objects, in their order; groups with equal lists hold the same instance
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; copies of what may be written a hundred times cost.
    record Rendered(byte[] bytes, List<String> kinds) {}

    Rendered of(Group group) {
        Rendered known = group.isShared() ? kept.get(group) : null;
        if (known == null) {
            known = same(render(group));
            if (group.isShared()) {
                keep(group, known);
            }
        }
        return known;
    }

    /** Renders those that clusters share and that are not known yet, on all processors, if there are many. */
    void prepare(List<Group> groups) {
        var missing = new ArrayList<Group>();
        for (Group group : groups) {
            if (group.isShared() && !kept.containsKey(group)) {
                missing.add(group);
            }
        }
        for (int from = 0; from + MANY <= missing.size() && keptBytes < MOST_KEPT; from += BATCH) {
            List<Group> batch = missing.subList(from, Math.min(from + BATCH, missing.size()));
            List<Rendered> rendered = batch.parallelStream().map(this::render).toList();
            for (int i = 0; i < batch.size(); i++) {
                keep(batch.get(i), same(rendered.get(i)));
            }
        }
    }

    private void keep(Group group, Rendered rendered) {
        if (keptBytes + rendered.bytes.length <= MOST_KEPT) {
            keptBytes += rendered.bytes.length;
            kept.put(group, rendered);
        }
    }

    private Rendered same(Rendered rendered) {
        return new Rendered(rendered.bytes, kindLists.computeIfAbsent(rendered.kinds, list -> list));
    }

    private Rendered render(Group group) {
        var text = new ByteText(4096);
        var kinds = new ArrayList<String>(4);
        for (Planned object : group.objects()) {
            style.append(object, text);
            kinds.add(object.manifest().kind());
        }
        return new Rendered(text.toBytes(), kinds);
    }
}

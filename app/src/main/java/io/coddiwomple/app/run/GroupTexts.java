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

    private final Style style;
    private final IdentityHashMap<Group, Rendered> kept = new IdentityHashMap<>();
    private final ByteText text = new ByteText(1 << 16);
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
        if (!group.isShared()) {
            return render(group);
        }
        Rendered known = kept.get(group);
        if (known == null) {
            known = render(group);
            if (keptBytes + known.bytes.length <= MOST_KEPT) {
                keptBytes += known.bytes.length;
                kept.put(group, known);
            }
        }
        return known;
    }

    private Rendered render(Group group) {
        text.clear();
        var kinds = new ArrayList<String>(4);
        for (Planned object : group.objects()) {
            style.append(object, text);
            kinds.add(object.manifest().kind());
        }
        return new Rendered(text.toBytes(), kindLists.computeIfAbsent(kinds, same -> same));
    }
}

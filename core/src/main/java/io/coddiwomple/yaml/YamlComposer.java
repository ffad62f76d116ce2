package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Makes nodes of YAML events. What is no syntax error but is not read either (merge keys, tags …) becomes a problem,
 * and the reading goes on. An alias stands for the very node that its anchor marks, with that node's place.
 */
final class YamlComposer {
    private static final String TEMPLATE = "; a template such as {{ name }} must be rendered before it is read here";
    private static final String MERGE =
            "the merge key << is not part of YAML 1.2, and it is not read; write the merged fields out here";

    private final String file;
    private final YamlEvents events;
    private final Scaffold scaffold;
    private final Limits limits;
    private final Receiver receiver;
    private final YamlTags tags;
    private final Map<String, Anchored> anchors = new HashMap<>();
    /** Levels of lists and mappings in the node that was made last. */
    private int height;
    /** Characters of all scalars so far, with what aliases repeat. */
    private long text;

    private long aliasedText;
    private boolean itemsOffered;

    YamlComposer(String file, YamlEvents events, Scaffold scaffold, Limits limits, Receiver receiver) {
        this.file = file;
        this.events = events;
        this.scaffold = scaffold;
        this.limits = limits;
        this.receiver = receiver;
        this.tags = new YamlTags(scaffold);
    }

    /** What an anchor marks, and how much that is. While its node is being read, the node is null. */
    private record Anchored(@Nullable Node node, int height, long nodes, long text) {}

    /** The root of the document that has just begun, or null when the document is empty. */
    @Nullable Node document() {
        anchors.clear();
        itemsOffered = false;
        Event first = events.next();
        Node root = node(first, 0, false);
        events.next();
        return isNothing(first) ? null : root;
    }

    private static boolean isNothing(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty()
                && scalar.getTag().isEmpty()
                && scalar.getAnchor().isEmpty();
    }

    /** @param offered whether the receiver may take the items of a list */
    private Node node(Event event, int depth, boolean offered) {
        Place place = events.place();
        if (event instanceof AliasEvent alias) {
            return resolve(alias.getAlias().getValue(), depth, place);
        }
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        if (anchor.isEmpty()) {
            return ownNode(event, depth, offered, place);
        }
        // An alias may want all of it again.
        String name = anchor.get().getValue();
        anchors.put(name, new Anchored(null, 0, 0, 0));
        long nodesBefore = scaffold.nodes();
        long textBefore = text;
        Node node = ownNode(event, depth, false, place);
        anchors.put(name, new Anchored(node, height, scaffold.nodes() - nodesBefore, text - textBefore));
        return node;
    }

    private Node ownNode(Event event, int depth, boolean offered, Place place) {
        scaffold.count(1, place.line(), place.column());
        if (event instanceof ScalarEvent scalar) {
            height = 0;
            text += scalar.getValue().length();
            return new Node.Scalar(scalar.getValue(), tags.type(scalar, place), place.line(), place.column());
        }
        scaffold.descend(depth + 1, place.line(), place.column());
        tags.check((CollectionStartEvent) event, place);
        return event.getEventId() == Event.ID.SequenceStart
                ? sequence(depth + 1, offered, place)
                : mapping(depth + 1, place);
    }

    private Node sequence(int depth, boolean offered, Place place) {
        int from = scaffold.items();
        int highest = 0;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Node item = node(event, depth, false);
            if (!offered || !receiver.item(file, item)) {
                scaffold.item(item);
            }
            highest = Math.max(highest, height);
        }
        height = highest + 1;
        return scaffold.sequence(from, place.line(), place.column());
    }

    private Node mapping(int depth, Place place) {
        int from = scaffold.entries();
        int highest = 0;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Place keyPlace = events.place();
            String key = key(event, depth);
            // Of two keys that are equal, the first one counts.
            boolean offered = depth == 1 && !itemsOffered && Receiver.ITEMS.equals(key);
            itemsOffered |= offered;
            Node value = node(events.next(), depth, offered);
            highest = Math.max(highest, height);
            if (key != null) {
                scaffold.entry(new Node.Entry(key, keyPlace.line(), keyPlace.column(), value));
            }
        }
        height = highest + 1;
        return scaffold.mapping(from, place.line(), place.column());
    }

    /** The text of a key, or null when it cannot be one. */
    private @Nullable String key(Event event, int depth) {
        Place place = events.place();
        if (!(node(event, depth, false) instanceof Node.Scalar key)) {
            boolean braces = event instanceof MappingStartEvent start && start.isFlow();
            scaffold.problem(
                    Code.SYNTAX, place, "a key must be a text, and not a list or mapping" + (braces ? TEMPLATE : ""));
            return null;
        }
        if (!(event instanceof ScalarEvent written) || !written.isPlain()) {
            return key.text();
        }
        if (key.text().isEmpty()) {
            scaffold.problem(Code.SYNTAX, place, "a key is missing here; an empty key needs quotes");
            return null;
        }
        if (key.text().equals("<<")) {
            scaffold.problem(Code.SYNTAX, place, MERGE);
            return null;
        }
        return key.text();
    }

    private Node resolve(String name, int depth, Place place) {
        Anchored anchored = anchors.get(name);
        if (anchored == null || anchored.node == null) {
            String what = anchored == null
                    ? " has no anchor &" + Excerpt.plain(name) + " before it in this document"
                    : " stands inside the very value that its anchor &" + Excerpt.plain(name) + " marks";
            scaffold.problem(Code.SYNTAX, place, "the alias *" + Excerpt.plain(name) + what + "; write the value out");
            scaffold.count(1, place.line(), place.column());
            height = 0;
            return new Node.Scalar("", Node.Type.NULL, place.line(), place.column());
        }
        scaffold.descend(depth + anchored.height, place.line(), place.column());
        scaffold.count(anchored.nodes, place.line(), place.column());
        text += anchored.text;
        aliasedText += anchored.text;
        if (aliasedText > limits.aliasedText()) {
            throw limits.tooMuchAliasedText(place, aliasedText);
        }
        height = anchored.height;
        return anchored.node;
    }
}

package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What tags say of values. Only those of the core schema are read, as long as they tell the truth. */
final class YamlTags {
    private static final String CORE = "tag:yaml.org,2002:";

    private final Scaffold scaffold;

    YamlTags(Scaffold scaffold) {
        this.scaffold = scaffold;
    }

    /** What a scalar is; a problem is added for what it cannot be. */
    Node.Type type(ScalarEvent scalar, Place place) {
        String text = scalar.getValue();
        if (scalar.isDQuoted()) {
            checkSurrogates(text, place);
        }
        if (scalar.getTag().isEmpty()) {
            return scalar.isPlain() ? CoreSchema.type(text) : Node.Type.STRING;
        }
        String tag = scalar.getTag().get();
        Node.Type meant = switch (tag) {
            case "!", CORE + "str" -> Node.Type.STRING;
            case CORE + "int" -> Node.Type.INTEGER;
            case CORE + "float" -> Node.Type.FLOAT;
            case CORE + "bool" -> Node.Type.BOOLEAN;
            case CORE + "null" -> Node.Type.NULL;
            default -> null;
        };
        if (meant == null) {
            refuse(tag, place);
            return Node.Type.STRING;
        }
        Node.Type written = CoreSchema.type(text);
        boolean wholeFloat = meant == Node.Type.FLOAT && written == Node.Type.INTEGER;
        if (meant != Node.Type.STRING && meant != written && !wholeFloat) {
            scaffold.problem(
                    Code.SYNTAX,
                    place,
                    "the tag " + shown(tag) + " does not fit the text " + Excerpt.quoted(text) + "; remove the tag");
        }
        return meant;
    }

    /** Adds a problem when a list or mapping is tagged as something else. */
    void check(CollectionStartEvent start, Place place) {
        if (start.getTag().isPresent()) {
            String tag = start.getTag().get();
            boolean list = start.getEventId() == Event.ID.SequenceStart;
            if (!tag.equals("!") && !tag.equals(list ? CORE + "seq" : CORE + "map")) {
                refuse(tag, place);
            }
        }
    }

    private void refuse(String tag, Place place) {
        scaffold.problem(
                Code.SYNTAX,
                place,
                "the tag " + shown(tag) + " is not read here; remove it, or quote a text that begins with \"!\"");
    }

    private static String shown(String tag) {
        return Excerpt.plain(tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag);
    }

    private void checkSurrogates(String text, Place place) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (!Character.isSurrogatePair(text.charAt(at), at + 1 < text.length() ? text.charAt(at + 1) : 0)) {
                    scaffold.problem(
                            Code.SYNTAX,
                            place,
                            "this text has one half of a surrogate pair without the other half, which is not a"
                                    + " character; write both halves, or the character itself");
                    return;
                }
                at++;
            }
        }
    }
}

package io.coddiwomple.envoy;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.resource.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a resource that is read field by field; {@link #close} refuses the fields that nobody asked for, so
 * nothing is ignored in silence. Owned by one thread.
 */
final class Tree implements AutoCloseable {
    private final ResourceKey resource;
    private final String path;
    private final Fields fields;
    private final Refusals refusals;
    private final Set<String> asked = new TreeSet<>();

    Tree(ResourceKey resource, String path, Fields fields, Refusals refusals) {
        this.resource = resource;
        this.path = path;
        this.fields = fields;
        this.refusals = refusals;
    }

    ResourceKey resource() {
        return resource;
    }

    void refuse(String reason) {
        refusals.add(resource, reason);
    }

    /** Refuses what a field says. */
    void refuse(String name, String reason) {
        refuse(path(name) + " " + reason);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    private @Nullable Value ask(String name) {
        asked.add(name);
        return fields.get(name);
    }

    private void wrongType(String name, String wanted) {
        refuse(name, "is not " + wanted + ", which is what Istio has there");
    }

    /** Empty when there is none. */
    String text(String name) {
        return switch (ask(name)) {
            case null -> "";
            case Value.Text text -> text.text();
            case Value.Int _, Value.Decimal _, Value.Flag _, Value.Items _, Fields _ -> {
                wrongType(name, "a string");
                yield "";
            }
        };
    }

    /** Null when there is none. */
    @Nullable Long number(String name) {
        return switch (ask(name)) {
            case null -> null;
            case Value.Int number -> number.number();
            case Value.Text _, Value.Decimal _, Value.Flag _, Value.Items _, Fields _ -> {
                wrongType(name, "a whole number");
                yield null;
            }
        };
    }

    /** A whole number from 0 to 2^31-1, or the given one when there is none. */
    int count(String name, int otherwise) {
        Long number = number(name);
        if (number == null) {
            return otherwise;
        }
        if (number < 0 || number > Integer.MAX_VALUE) {
            refuse(name, "is " + number + ", which is out of range");
            return otherwise;
        }
        return number.intValue();
    }

    boolean flag(String name, boolean otherwise) {
        return switch (ask(name)) {
            case null -> otherwise;
            case Value.Flag flag -> flag.flag();
            case Value.Text _, Value.Decimal _, Value.Int _, Value.Items _, Fields _ -> {
                wrongType(name, "a boolean");
                yield otherwise;
            }
        };
    }

    @Nullable Double decimal(String name) {
        return switch (ask(name)) {
            case null -> null;
            case Value.Int number -> (double) number.number();
            case Value.Decimal number -> Double.valueOf(number.digits());
            case Value.Text _, Value.Flag _, Value.Items _, Fields _ -> {
                wrongType(name, "a number");
                yield null;
            }
        };
    }

    /** A time as Istio writes it, such as {@code 1s}, {@code 250ms} or {@code 1h30m}; null when there is none. */
    @Nullable Duration duration(String name) {
        if (!has(name)) {
            asked.add(name);
            return null;
        }
        Duration duration = Durations.parse(text(name));
        if (duration == null) {
            refuse(name, "is not a duration such as 1s or 250ms");
        }
        return duration;
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (Value item : items(name)) {
            if (item instanceof Value.Text text) {
                texts.add(text.text());
            } else {
                wrongType(name, "a list of strings");
            }
        }
        return texts;
    }

    /** The strings of a mapping, in its order. */
    Map<String, String> textMap(String name) {
        var texts = new LinkedHashMap<String, String>();
        fieldsOf(name).forEach(field -> {
            if (field.value() instanceof Value.Text text) {
                texts.put(field.name(), text.text());
            } else {
                wrongType(name, "a mapping to strings");
            }
        });
        return texts;
    }

    /** The whole numbers of a mapping, in its order. */
    Map<String, Integer> countMap(String name) {
        var counts = new LinkedHashMap<String, Integer>();
        fieldsOf(name).forEach(field -> {
            if (field.value() instanceof Value.Int number && number.number() >= 0 && number.number() <= 65_535) {
                counts.put(field.name(), (int) number.number());
            } else {
                wrongType(name, "a mapping to numbers");
            }
        });
        return counts;
    }

    private List<Fields.Field> fieldsOf(String name) {
        return switch (ask(name)) {
            case null -> List.of();
            case Fields found -> found.fields();
            case Value.Text _, Value.Int _, Value.Decimal _, Value.Flag _, Value.Items _ -> {
                wrongType(name, "a mapping");
                yield List.of();
            }
        };
    }

    private List<Value> items(String name) {
        return switch (ask(name)) {
            case null -> List.of();
            case Value.Items items -> items.items();
            case Value.Text _, Value.Int _, Value.Decimal _, Value.Flag _, Fields _ -> {
                wrongType(name, "a list");
                yield List.of();
            }
        };
    }

    /** A mapping inside, to be closed by the caller; null when there is none. */
    @Nullable Tree child(String name) {
        return switch (ask(name)) {
            case null -> null;
            case Fields found -> new Tree(resource, path(name), found, refusals);
            case Value.Text _, Value.Int _, Value.Decimal _, Value.Flag _, Value.Items _ -> {
                wrongType(name, "a mapping");
                yield null;
            }
        };
    }

    /** The mappings of a list, to be closed by the caller. */
    List<Tree> children(String name) {
        var children = new ArrayList<Tree>();
        int index = 0;
        for (Value item : items(name)) {
            String place = path(name) + "[" + index++ + "]";
            if (item instanceof Fields found) {
                children.add(new Tree(resource, place, found, refusals));
            } else {
                refuse(place + " is not a mapping, which is what Istio has there");
            }
        }
        return children;
    }

    /** All names, in the order of the text. */
    List<String> names() {
        return fields.fields().stream().map(Fields.Field::name).toList();
    }

    /** Refuses the whole object, so that its fields need not be spoken of. */
    void abandon(String reason) {
        refuse(reason);
        asked.addAll(names());
    }

    /** Refuses what was not asked for. */
    @Override
    public void close() {
        for (Fields.Field field : fields.fields()) {
            if (!asked.contains(field.name())) {
                refuse(field.name(), "is not translated");
            }
        }
    }
}

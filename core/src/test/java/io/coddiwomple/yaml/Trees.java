package io.coddiwomple.yaml;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trees of any origin as maps, lists, strings, numbers and booleans, so that they can be compared. */
public final class Trees {
    private Trees() {}

    public static Object of(Value value) {
        return switch (value) {
            case Fields fields -> {
                var map = new LinkedHashMap<String, Object>();
                fields.fields().forEach(field -> map.put(field.name(), of(field.value())));
                yield map;
            }
            case Value.Items list -> list.items().stream().map(Trees::of).toList();
            case Value.Text text -> text.text();
            case Value.Int whole -> BigInteger.valueOf(whole.number());
            case Value.Decimal decimal -> Double.valueOf(decimal.digits());
            case Value.Flag flag -> flag.flag();
        };
    }

    public static Object of(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> {
                var map = new LinkedHashMap<String, Object>();
                mapping.entries().forEach(entry -> map.put(entry.key(), of(entry.value())));
                yield map;
            }
            case Node.Sequence list -> list.items().stream().map(Trees::of).toList();
            case Node.Scalar scalar ->
                switch (scalar.type()) {
                    case STRING -> scalar.text();
                    case INTEGER -> new BigInteger(scalar.text());
                    case BOOLEAN -> Boolean.valueOf(scalar.text());
                    case FLOAT -> Double.valueOf(scalar.text());
                    case NULL -> "the value null";
                };
        };
    }

    /** What a library made of a text. */
    public static Object of(Object loaded) {
        return switch (loaded) {
            case Map<?, ?> map -> {
                var strings = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> strings.put(key, of(value)));
                yield strings;
            }
            case java.util.List<?> list -> list.stream().map(Trees::of).toList();
            case Integer whole -> BigInteger.valueOf(whole);
            case Long whole -> BigInteger.valueOf(whole);
            default -> loaded;
        };
    }
}

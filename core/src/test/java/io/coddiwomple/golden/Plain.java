package io.coddiwomple.golden;

import io.coddiwomple.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes as the maps, lists and scalars that every YAML library gives. */
final class Plain {
    private Plain() {}

    static Object of(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> {
                Map<String, Object> map = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> map.put(entry.key(), of(entry.value())));
                yield map;
            }
            case Node.Sequence sequence ->
                sequence.items().stream().map(Plain::of).toList();
            case Node.Scalar scalar ->
                switch (scalar.type()) {
                    case INTEGER -> Integer.valueOf(scalar.text());
                    case BOOLEAN -> Boolean.valueOf(scalar.text());
                    case STRING, FLOAT, NULL -> scalar.text();
                };
        };
    }
}

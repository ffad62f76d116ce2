package io.coddiwomple.it.crd;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading of what YAML and JSON readers return. */
final class Trees {
    private Trees() {}

    /** A mapping by its names, empty for anything else. */
    static Map<String, Object> map(@Nullable Object tree) {
        var map = new LinkedHashMap<String, Object>();
        if (tree instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> map.put(String.valueOf(name), value));
        }
        return map;
    }
}

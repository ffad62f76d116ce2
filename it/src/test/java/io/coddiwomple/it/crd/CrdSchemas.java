package io.coddiwomple.it.crd;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Custom resource definitions as JSON Schema. Kubernetes prunes fields that the definition does not name; here they are
 * wrong, unless the definition keeps them ({@code x-kubernetes-preserve-unknown-fields}). Rules in CEL are left out.
 */
final class CrdSchemas {
    private static final List<String> SCHEMA_LISTS = List.of("oneOf", "anyOf", "allOf");

    private CrdSchemas() {}

    static Schemas read(String yaml) {
        var settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        var specs = new HashMap<String, Map<String, Object>>();
        for (Object document : new Load(settings).loadAllFromString(yaml)) {
            Map<String, Object> definition = Trees.map(Trees.map(document).get("spec"));
            if (!Schemas.GROUP.equals(definition.get("group"))) {
                continue;
            }
            Object kind = Trees.map(definition.get("names")).get("kind");
            if (!(definition.get("versions") instanceof List<?> versions)) {
                throw new IllegalArgumentException(kind + " has no versions");
            }
            for (Object entry : versions) {
                Map<String, Object> version = Trees.map(entry);
                if (!Boolean.TRUE.equals(version.get("served"))) {
                    continue;
                }
                // apiextensions/v1beta1 has one schema for all versions, beside them
                Object holder = version.containsKey("schema") ? version.get("schema") : definition.get("validation");
                Object root = Trees.map(holder).get("openAPIV3Schema");
                Object spec = Trees.map(Trees.map(root).get("properties")).get("spec");
                specs.put(Schemas.GROUP + "/" + version.get("name") + " " + kind, closed(Trees.map(spec)));
            }
        }
        return new Schemas(specs);
    }

    /** A schema and all below it, in which only named fields are right. */
    private static Map<String, Object> closed(Map<String, Object> schema) {
        var closed = new LinkedHashMap<>(schema);
        closed.keySet().removeIf(name -> name.startsWith("x-kubernetes-") || name.equals("description"));
        if (schema.get("properties") != null) {
            var properties = new LinkedHashMap<String, Object>();
            Trees.map(schema.get("properties"))
                    .forEach((name, child) -> properties.put(name, closed(Trees.map(child))));
            closed.put("properties", properties);
            if (!Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))) {
                closed.put("additionalProperties", false);
            }
        }
        for (String name : List.of("items", "additionalProperties")) {
            if (schema.get(name) instanceof Map<?, ?> child) {
                closed.put(name, closed(Trees.map(child)));
            }
        }
        // What stands in oneOf and its like only restricts fields named outside: it must stay open.
        for (String name : SCHEMA_LISTS) {
            if (schema.get(name) instanceof List<?> alternatives) {
                closed.put(name, alternatives);
            }
        }
        if (Boolean.TRUE.equals(schema.get("nullable")) && schema.get("type") instanceof String type) {
            closed.put("type", List.of(type, "null"));
        }
        return closed;
    }
}
